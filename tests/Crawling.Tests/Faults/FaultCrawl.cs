using System.Collections.Concurrent;
using Crawling.Testing;

namespace Crawling.Tests.Faults;

/// <summary>A crawl over faults and the healthy pages beside them, and what came of each.</summary>
internal sealed class FaultCrawl
{
    private const int DeepestFollowed = 3;
    private const int MostLinksFollowed = 5;
    private const string FaultKey = "fault";

    // A document so deep is an error of the callback that asks for it, which HostileDocumentTests are about.
    private const string Deep = "body-deep";

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RobotsPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestCrawl = TimeSpan.FromSeconds(120);

    private readonly FaultSite _site;
    private readonly IReadOnlyList<Fault> _faults;
    private readonly ConcurrentQueue<string> _brought = new();
    private readonly ConcurrentQueue<RequestFailure> _failures = new();

    private FaultCrawl(FaultSite site, IReadOnlyList<Fault> faults)
    {
        _site = site;
        _faults = faults;
    }

    public CrawlResult Result { get; private set; } = null!;

    public int HealthyPages { get; private set; }

    public static async Task<FaultCrawl> RunAsync(FaultSite site, params IReadOnlyList<Fault> faults)
    {
        var crawl = new FaultCrawl(site, faults);
        var spider = new SpiderOf { Starting = crawl.StartAsync, Parse = crawl.ParseAsync, Error = crawl.ErrorAsync };
        crawl.Result = await CrawlOnce.RunAsync(spider, crawl.Options()).WaitAsync(LongestCrawl);
        return crawl;
    }

    public IReadOnlyList<RequestFailure> FailuresOf(Fault fault) =>
        [.. _failures.Where(failure => fault.Name.Equals(failure.Request.Meta.GetValueOrDefault(FaultKey)))];

    public bool HasBrought(Fault fault) => _brought.Contains(fault.Name);

    private async IAsyncEnumerable<Output> StartAsync()
    {
        await Task.Yield();
        foreach (var fault in _faults)
        {
            yield return new Request(_site.Url(fault))
            {
                Meta = new Dictionary<string, object?> { [FaultKey] = fault.Name },
                Timeout = fault.Reasons.Contains(FailureReason.Timeout) ? Patience : null,
            };
        }

        yield return new Request(_site.Healthy);
    }

    private async IAsyncEnumerable<Output> ParseAsync(Response response)
    {
        await Task.Yield();
        var fault = response.Request.Meta.GetValueOrDefault(FaultKey) as string;
        if (fault is null)
        {
            HealthyPages++;
        }
        else
        {
            _brought.Enqueue(fault);
        }

        if (fault is null || (fault != Deep && response.IsHtml && response.Depth < DeepestFollowed))
        {
            foreach (var link in response.Links().Where(link => link.Url.Host == response.Url.Host).Take(MostLinksFollowed))
            {
                yield return response.Request with { Url = link.Url };
            }
        }
    }

    private async IAsyncEnumerable<Output> ErrorAsync(RequestFailure failure)
    {
        await Task.Yield();
        _failures.Enqueue(failure);
        yield break;
    }

    private CrawlerOptions Options()
    {
        var options = new CrawlerOptions();
        options.Robots.Obey = _faults.Any(fault => fault.IsOfRobots);
        options.Robots.MaxCrawlDelay = TimeSpan.FromMilliseconds(100);
        options.Download.Timeout = options.Robots.Obey ? RobotsPatience : options.Download.Timeout;
        options.Retry.Times = 0;
        options.Retry.BaseDelay = TimeSpan.FromMilliseconds(1);
        options.Download.MaxBodySize = 8 << 20;
        _site.Configure(options);
        return options;
    }
}
