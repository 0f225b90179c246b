namespace Crawling.Cli;

/// <summary>The console while a crawl runs: keeps what others print away from data and from the live line.</summary>
internal sealed class CrawlConsole : IDisposable
{
    private readonly TextWriter _output = Console.Out;
    private readonly TextWriter _error = Console.Error;
    private readonly bool _hasData;
    private readonly TextWriter _outputMeanwhile;

    /// <param name="hasData">Whether items go to standard output; then all else goes to standard error.</param>
    /// <param name="quiet">No live line.</param>
    public CrawlConsole(bool hasData, bool quiet)
    {
        _hasData = hasData;
        var sharesTerminal = !Console.IsOutputRedirected;
        if (!quiet && IsTerminal(Console.IsErrorRedirected) && !(hasData && sharesTerminal))
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

    /// <summary>Whether standard output is a terminal that a view may have for itself.</summary>
    public bool HasScreen => !_hasData && IsTerminal(Console.IsOutputRedirected);

    /// <summary>Standard output, whatever is redirected.</summary>
    public TextWriter Screen => _output;

    /// <summary>Has a writer take what goes to the terminal, and no live line shown there, until the result is disposed.</summary>
    public IDisposable Redirect(TextWriter writer) => new Redirection(writer, LiveLine);

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

    private static bool IsTerminal(bool isRedirected) => !isRedirected && Environment.GetEnvironmentVariable("TERM") is not "dumb";

    private sealed class Redirection : IDisposable
    {
        private readonly TextWriter _output = Console.Out;
        private readonly TextWriter _error = Console.Error;
        private readonly LiveLineWriter? _line;

        public Redirection(TextWriter writer, LiveLineWriter? line)
        {
            _line = line;
            _line?.IsHidden = true;
            Console.SetOut(writer);
            if (!Console.IsErrorRedirected)
            {
                Console.SetError(writer);
            }
        }

        public void Dispose()
        {
            Console.SetOut(_output);
            Console.SetError(_error);
            _line?.IsHidden = false;
        }
    }
}
