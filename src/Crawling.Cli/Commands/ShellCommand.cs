using System.CommandLine;

namespace Crawling.Cli;

/// <summary><c>crawler shell [URL]</c>: tries C# on a page.</summary>
internal sealed class ShellCommand : ExampledCommand
{
    private readonly Argument<string?> _url = new("url")
    {
        Description = "The page to begin with.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _code = new("--code", "-c") { Description = "Evaluate this and leave.", HelpName = "code" };

    private readonly PageOptions _page = new();

    public ShellCommand()
        : base("shell", "Evaluates C# on a page, line by line: response, request, fetch(url), view(), help(). Exits with 1 if code not typed by hand fails.", """
            crawler shell https://example.com/
            crawler shell http://quotes.toscrape.com/ --demo --spider quotes
            crawler shell https://example.com/ -c 'response.Css("h1::text").Get()'
            echo 'response.Status' | crawler shell https://example.com/
            """)
    {
        Add(_url);
        Add(_code);
        _page.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult command)
    {
        var url = command.GetValue(_url) is { } text ? PageOptions.Read(text) : null;
        await using var crawl = _page.Open(command);
        var globals = ShellGlobals.Create(crawl.Spider, crawl.FetchAsync, null, Console.Out);
        var session = Task.Run(() => ScriptSession.StartAsync(globals, crawl.Spider?.GetType()));

        var code = command.GetValue(_code);
        using var terminal = code is null && ConsoleTerminal.Exists ? new ConsoleTerminal() : null;
        IShellInput input = terminal is null
            ? new TextInput(code is null ? Console.In : new StringReader(code))
            : new TerminalInput(terminal, new LineHistory(LineHistory.DefaultFile));
        if (!await BeginAsync(globals, url, input) && !input.IsInteractive)
        {
            return ExitCode.Failed;
        }

        var isGood = await new Shell(globals, session, input, Console.Out, Console.Error).RunAsync();
        return isGood || input.IsInteractive ? ExitCode.Finished : ExitCode.Failed;
    }

    /// <summary>Fetches the first page.</summary>
    /// <returns>False if there is none.</returns>
    private static async Task<bool> BeginAsync(ShellGlobals globals, Url? url, IShellInput input)
    {
        using var stop = new CancellationTokenSource();
        globals.Cancellation = stop.Token;
        var fetch = url is null ? Task.FromResult<Response?>(null) : Task.Run<Response?>(() => globals.fetch(url), CancellationToken.None);
        await input.WatchAsync(fetch, stop);
        try
        {
            var first = await fetch;
            if (input.IsInteractive)
            {
                await Console.Out.WriteLineAsync(first is null ? "fetch(\"https://example.com/\") fetches a page, help() tells more." : $"response: {ValueText.Of(first)}\nhelp() tells what there is.");
            }

            return true;
        }
        catch (Exception error) when (error is DownloadException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"crawler: {ErrorText.Of(error)}");
            return false;
        }
    }
}
