using System.CommandLine;

namespace Crawling.Cli;

/// <summary>The <c>crawler</c> command. A program that calls it has the same commands for the spiders that it was compiled with.</summary>
public static class CommandLine
{
    // Ctrl-C is the crawl's to handle, and "@file" is an argument like any other.
    private static readonly InvocationConfiguration Invocation = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    /// <summary>Parses, runs the command, and says in one line what is wrong. Of <c>dotnet run quotes.cs</c> the arguments are those of the crawl
    /// of that file's spider.</summary>
    /// <param name="arguments">Those of the process.</param>
    /// <returns>The exit code: 0 finished, 1 failed, 2 wrong usage or settings, 130 interrupted.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            var command = new CrawlerCommand().Parse(OwnProgram.File is { } file ? ["runspider", file, .. arguments] : arguments, Parsing);
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
