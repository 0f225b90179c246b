using System.CommandLine;

namespace Crawling.Cli;

/// <summary>From arguments to exit code: parses, runs the command, and says in one line what is wrong.</summary>
internal static class CommandLine
{
    // Ctrl-C is the crawl's to handle, and "@file" is an argument like any other.
    private static readonly InvocationConfiguration Invocation = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            var command = new CrawlerCommand().Parse(arguments, Parsing);
            return UsageError.In(command) is { } error ? Fail(error, ExitCode.Usage) : await command.InvokeAsync(Invocation);
        }
        catch (SettingsException error)
        {
            return Fail(error.Message, ExitCode.Usage);
        }
        catch (CompilationException error)
        {
            Console.Error.WriteLine(error.Message);
            return ExitCode.Usage;
        }
        catch (Exception error)
        {
            return Fail($"internal error: {CleanText.Of(error.ToString())}", ExitCode.Failed);
        }
    }

    private static int Fail(string message, int exitCode)
    {
        Console.Error.WriteLine($"crawler: {message}");
        return exitCode;
    }
}
