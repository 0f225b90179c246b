using System.CommandLine;

namespace Crawling.Cli;

/// <summary><c>crawler fetch URL</c>: one page through the crawler's own downloader, to standard output.</summary>
internal sealed class FetchCommand : ExampledCommand
{
    // One page is no crawl: it is written to no feed and no recording, and belongs to no job.
    private static readonly KeyValuePair<string, string>[] OwnSettings = [new("feeds", ""), new("job:directory", ""), new("record:file", "")];

    private readonly Argument<string> _url = new("url") { Description = "The page's URL." };

    private readonly Option<bool> _headers = new("--headers") { Description = "Show request and response headers on standard error." };

    private readonly SetOption _set = new();

    private readonly LogOptions _log = new();

    public FetchCommand()
        : base("fetch", "Fetches one page as a crawl would, and writes its body to standard output.", """
            crawler fetch https://example.com/ > page.html
            crawler fetch --headers https://example.com/
            crawler fetch https://example.com/ --set robots:obey=false --log-level debug
            """)
    {
        Add(_url);
        Add(_headers);
        Add(_set);
        _log.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult command)
    {
        var text = command.GetRequiredValue(_url);
        if (!Url.TryParse(text, null, out var url))
        {
            throw new SettingsException($"'{text}' is not a URL; write it as in https://example.com/");
        }

        var project = SpiderProject.Find(Environment.CurrentDirectory);
        var options = _set.Read(command, project, OwnSettings).Load();
        await using var services = CrawlServices.Create(_log.Read(command), project);
        await using var process = new CrawlerProcess(options, services);
        var spider = new FetchSpider(url);
        _ = process.Crawl(spider);
        var result = process.Start().Single();
        return spider.Response is { } response ? Show(command, response) : Explain(spider.Failure, result);
    }

    private int Show(ParseResult command, Response response)
    {
        if (command.GetValue(_headers))
        {
            Show('>', $"{response.Request.Method} {response.Request.Url}", response.Request.Headers);
            Show('<', $"{response.Status} {response.Url}", response.Headers);
        }

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

    private static int Explain(RequestFailure? failure, CrawlResult result)
    {
        if (result.Reason == CloseReason.Shutdown)
        {
            return ExitCode.Interrupted;
        }

        var why = failure is null ? result.Error?.Message ?? result.Reason.Name : $"{failure.Reason}: {failure.Exception?.Message}";
        Console.Error.WriteLine(CleanText.Line($"crawler: not fetched: {why}"));
        return ExitCode.Failed;
    }

    /// <summary>Takes one page, whatever its status.</summary>
    [Spider("fetch")]
    private sealed class FetchSpider(Url url) : Spider
    {
        public Response? Response { get; private set; }

        public RequestFailure? Failure { get; private set; }

        public override async IAsyncEnumerable<Output> StartAsync()
        {
            await ValueTask.CompletedTask;
            yield return new Request(url) { DontFilter = true };
        }

        public override async IAsyncEnumerable<Output> ParseAsync(Response response)
        {
            await ValueTask.CompletedTask;
            Response = response;
            yield break;
        }

        public override async IAsyncEnumerable<Output> ErrorAsync(RequestFailure failure)
        {
            await ValueTask.CompletedTask;
            Response = failure.Response;
            Failure = failure;
            yield break;
        }
    }
}
