using System.CommandLine;
using Crawling.Downloading;

namespace Crawling.Cli;

/// <summary><c>crawler fetch URL</c>: one page through the crawler's own downloader, to standard output.</summary>
internal sealed class FetchCommand : ExampledCommand
{
    private readonly Argument<string> _url = new("url") { Description = "The page's URL." };

    private readonly Option<bool> _headers = new("--headers") { Description = "Show request and response headers on standard error." };

    private readonly Option<bool> _timing = new("--timing")
    {
        Description = "Show on standard error how long each request took: look-up, connection, TLS, first byte, in all.",
    };

    private readonly PageOptions _page = new();

    public FetchCommand()
        : base("fetch", "Fetches one page as a crawl would, and writes its body to standard output.", """
            crawler fetch https://example.com/ > page.html
            crawler fetch --headers --timing https://example.com/ > /dev/null
            crawler fetch https://example.com/ --set robots:obey=false --log-level debug
            """)
    {
        Add(_url);
        Add(_headers);
        Add(_timing);
        _page.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult command)
    {
        var url = PageOptions.Read(command.GetRequiredValue(_url));
        await using var crawl = _page.Open(command);
        var exchanges = crawl.Crawler.Exchanges = new ExchangeLog(TimeProvider.System);
        try
        {
            return Show(command, await crawl.FetchAsync(new Request(url)), exchanges);
        }
        catch (DownloadException error)
        {
            ShowTiming(command, exchanges);
            Console.Error.WriteLine(CleanText.Line($"crawler: not fetched: {error.Reason}: {error.Message}"));
            return ExitCode.Failed;
        }
    }

    private int Show(ParseResult command, Response response, ExchangeLog exchanges)
    {
        if (command.GetValue(_headers))
        {
            var exchange = exchanges.All.LastOrDefault(exchange => exchange.Request.Url == response.Request.Url);
            Show('>', $"{response.Request.Method} {response.Request.Url}", exchange?.Sent ?? response.Request.Headers);
            Show('<', $"{response.Status} {response.Url}", response.Headers);
        }

        ShowTiming(command, exchanges);
        using (var output = Console.OpenStandardOutput())
        {
            output.Write(response.Body.Span);
        }

        if (response.Status is >= 200 and < 300)
        {
            return ExitCode.Finished;
        }

        Console.Error.WriteLine(CleanText.Line($"crawler: {response.Url} answered {response.Status}"));
        return ExitCode.Failed;
    }

    private static void Show(char direction, string firstLine, HeaderList headers)
    {
        Console.Error.WriteLine(CleanText.Line($"{direction} {firstLine}"));
        foreach (var (name, value) in headers)
        {
            Console.Error.WriteLine(CleanText.Line($"{direction} {name}: {value}"));
        }
    }

    private void ShowTiming(ParseResult command, ExchangeLog exchanges)
    {
        if (command.GetValue(_timing))
        {
            foreach (var exchange in exchanges.All)
            {
                Console.Error.WriteLine(CleanText.Line(TimingText.Of(exchange)));
            }
        }
    }
}
