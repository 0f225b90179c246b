namespace Crawling.Cli;

/// <summary>Opens a shell on a response in the middle of a crawl, one at a time.</summary>
internal sealed class ShellInspector : IResponseInspector
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CrawlConsole _console;

    private ShellInspector(CrawlConsole console) => _console = console;

    /// <summary>Null where there is no terminal.</summary>
    public static ShellInspector? OnTerminal(CrawlConsole console) => ConsoleTerminal.Exists ? new(console) : null;

    public async ValueTask InspectAsync(Response response, Crawler crawler, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        _console.Suspend();
        try
        {
            await RunAsync(response, crawler.Spider, cancellation);
        }
        finally
        {
            _console.Resume();
            _turn.Release();
        }
    }

    private static async Task RunAsync(Response response, Spider spider, CancellationToken cancellation)
    {
        var output = Console.Out;
        await output.WriteLineAsync(CleanText.Line($"{response}: Ctrl+D goes on with the crawl, help() tells more."));
        using var terminal = new ConsoleTerminal();
        var globals = ShellGlobals.Create(spider, (request, stop) => response.FetchAsync(request).WaitAsync(stop), response, output);
        var input = new TerminalInput(terminal, new LineHistory(LineHistory.DefaultFile));
        var session = Task.Run(() => ScriptSession.StartAsync(globals, spider.GetType()), cancellation);
        await new Shell(globals, session, input, output, output).RunAsync(cancellation);
    }
}
