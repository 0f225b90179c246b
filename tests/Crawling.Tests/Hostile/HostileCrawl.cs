using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Xml;
using Microsoft.Extensions.Logging;

namespace Crawling.Tests.Hostile;

/// <summary>A crawl over answers that are broken in some way, whose callback looks at all of each, and what came of it.</summary>
internal sealed class HostileCrawl
{
    public const int LargestBody = 1 << 20;

    private const string Number = "number";

    private static readonly TimeSpan LongestCrawl = TimeSpan.FromSeconds(150);

    private readonly ConcurrentBag<int> _answered = [];
    private readonly ConcurrentBag<RequestFailure> _failures = [];
    private readonly RecordingLogger _log = new();
    private readonly IReadOnlyList<Url> _urls;

    private HostileCrawl(IReadOnlyList<Url> urls) => _urls = urls;

    public CrawlResult Result { get; private set; } = null!;

    /// <summary>The numbers of the URLs that brought a response, one for each.</summary>
    public IReadOnlyCollection<int> Answered => _answered;

    public IReadOnlyCollection<RequestFailure> Failures => _failures;

    public IEnumerable<string> Errors => _log.Lines.Where(line => line.Level >= LogLevel.Error).Select(line => $"{line.Text} {line.Error}");

    /// <summary>The number of each URL for each response and each failure that it has brought.</summary>
    public IEnumerable<int> Outcomes => _answered.Concat(_failures.Select(failure => NumberOf(failure.Request))).Order();

    public static async Task<HostileCrawl> RunAsync(IReadOnlyList<Url> urls, Action<CrawlerOptions> settings)
    {
        var crawl = new HostileCrawl(urls);
        var spider = new SpiderOf
        {
            Starting = crawl.StartAsync,
            Parse = crawl.ParseAsync,
            Error = crawl.ErrorAsync,

            // Whatever a redirect says, nothing leaves this machine.
            Domains = [.. urls.Select(url => url.Host).Distinct()],
        };
        var options = Options();
        settings(options);
        await using var services = Services.With(crawl._log);
        crawl.Result = await CrawlOnce.RunAsync(spider, options, services).WaitAsync(LongestCrawl);
        return crawl;
    }

    private static CrawlerOptions Options()
    {
        var options = new CrawlerOptions { ConcurrentRequests = 32, ConcurrentRequestsPerHost = 32 };
        options.Download.HeadersTimeout = options.Download.BodyIdleTimeout = TimeSpan.FromMilliseconds(500);
        options.Download.MaxBodySize = LargestBody;
        options.Download.MaxRedirects = 3;
        options.Robots.MaxCrawlDelay = options.Robots.RetryInterval = TimeSpan.FromMilliseconds(1);
        options.Retry.BaseDelay = options.Retry.MaxDelay = options.Retry.MaxRetryAfter = TimeSpan.FromMilliseconds(1);
        options.Retry.Times = 1;
        return options;
    }

    private static int NumberOf(Request request) => Convert.ToInt32(request.Meta[Number], CultureInfo.InvariantCulture);

    private async IAsyncEnumerable<Output> StartAsync()
    {
        await Task.Yield();
        for (var number = 0; number < _urls.Count; number++)
        {
            yield return new Request(_urls[number]) { DontFilter = true, Meta = new Dictionary<string, object?> { [Number] = number } };
        }
    }

    private async IAsyncEnumerable<Output> ParseAsync(Response response)
    {
        await Task.Yield();
        _answered.Add(NumberOf(response.Request));
        Assert.InRange(response.Body.Length, 0, LargestBody);
        _ = RobotsTxt.Parse(response.Body.Span);
        _ = Sitemap.Parse(response.Body.Span, response.Url);
        _ = response.Robots;
        try
        {
            _ = response.Json<object>();
        }
        catch (JsonException)
        {
            // Most are something else.
        }

        try
        {
            _ = response.Links();
            _ = response.Css("a::attr(href)").GetAll();
        }
        catch (Exception error) when (error is NotSupportedException or XmlException or FormatException)
        {
            // What the members say of content that is no page.
        }

        yield break;
    }

    private async IAsyncEnumerable<Output> ErrorAsync(RequestFailure failure)
    {
        await Task.Yield();
        _failures.Add(failure);
        yield break;
    }
}
