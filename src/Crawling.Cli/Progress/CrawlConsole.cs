namespace Crawling.Cli;

/// <summary>The console while a crawl runs: keeps what others print away from data and from the live line.</summary>
internal sealed class CrawlConsole : IDisposable
{
    private readonly TextWriter _output = Console.Out;
    private readonly TextWriter _error = Console.Error;
    private readonly TextWriter _outputMeanwhile;

    /// <param name="hasData">Whether items go to standard output; then all else goes to standard error.</param>
    /// <param name="quiet">No live line.</param>
    public CrawlConsole(bool hasData, bool quiet)
    {
        var sharesTerminal = !Console.IsOutputRedirected;
        if (!quiet && IsTerminal() && !(hasData && sharesTerminal))
        {
            LiveLine = new(_error, Width);
            Console.SetError(LiveLine);
        }

        if (hasData || (LiveLine is not null && sharesTerminal))
        {
            Console.SetOut(Console.Error);
        }

        _outputMeanwhile = Console.Out;
    }

    /// <summary>Null where there is none: standard error is no terminal, or must be quiet.</summary>
    public LiveLineWriter? LiveLine { get; }

    /// <summary>Gives the terminal to somebody else: the live line goes, and what the crawl writes waits.</summary>
    public void Suspend()
    {
        LiveLine?.Hold();
        Console.SetOut(_output);
    }

    /// <summary>Takes it back.</summary>
    public void Resume()
    {
        Console.SetOut(_outputMeanwhile);
        LiveLine?.Release();
    }

    public void Dispose()
    {
        Console.SetOut(_output);
        Console.SetError(_error);
        LiveLine?.Dispose();
    }

    // A terminal behind a serial line or a pipe may not know its size.
    private static int Width() => Console.WindowWidth is > 0 and var width ? width : 80;

    private static bool IsTerminal() => !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not "dumb";
}
