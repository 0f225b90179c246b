namespace Crawling.Cli;

/// <summary>The spiders do not compile; the message is the compiler's, one error a line.</summary>
internal sealed class CompilationException(IEnumerable<string> errors) : Exception(string.Join(Environment.NewLine, errors));
