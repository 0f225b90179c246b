using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Cli;

/// <summary>A crawl that is held open with nothing to do, and fetches what it is told: through robots.txt, middleware, redirects and politeness
/// as any other.</summary>
internal sealed class HeldCrawl : IAsyncDisposable
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ServiceProvider _services;
    private readonly CrawlerProcess _process;
    private readonly DemoServer? _demo;

    private HeldCrawl(ServiceProvider services, CrawlerProcess process, Crawler crawler, DemoServer? demo)
    {
        _services = services;
        _process = process;
        _demo = demo;
        Crawler = crawler;
    }

    public Crawler Crawler { get; }

    /// <summary>Null if none was asked for.</summary>
    public Spider? Spider => Crawler.Spider is IdleSpider ? null : Crawler.Spider;

    /// <param name="services">Disposed with it.</param>
    /// <param name="options">The settings.</param>
    /// <param name="spider">The type of the spider; null for one that does nothing.</param>
    /// <param name="demo">Disposed with it.</param>
    public static HeldCrawl Open(ServiceProvider services, CrawlerOptions options, Type? spider, DemoServer? demo)
    {
        var process = new CrawlerProcess(options, services);
        var crawler = spider is null ? process.CreateCrawler(new IdleSpider()) : process.CreateCrawler(spider);
        crawler.Options.Statistics.LogInterval = null;
        var held = new HeldCrawl(services, process, crawler, demo);
        crawler.Spider.StartInstead = held.WaitAsync;
        _ = crawler.CrawlAsync();
        _ = process.RunAsync();
        return held;
    }

    /// <summary>The response, whatever its status.</summary>
    /// <exception cref="DownloadException">There was none.</exception>
    public async Task<Response> FetchAsync(Request request, CancellationToken cancellation = default)
    {
        var fetch = Crawler.Engine.SubRequests.FetchAsync(request with { DontFilter = true }, null, cancellation);
        var ended = Crawler.Completion.AsTask();
        if (await Task.WhenAny(fetch, ended) == fetch)
        {
            return await fetch;
        }

        var result = await ended;
        throw new DownloadException(FailureReason.Other, $"the crawl has ended: {result.Error?.Message ?? result.Reason.Name}", result.Error);
    }

    public async ValueTask DisposeAsync()
    {
        _end.TrySetResult();
        await Crawler.Completion.AsTask();
        await _process.DisposeAsync();
        await _services.DisposeAsync();
        _demo?.Dispose();
    }

    private async IAsyncEnumerable<Output> WaitAsync()
    {
        await _end.Task;
        yield break;
    }

    [Spider("none")]
    private sealed class IdleSpider : Spider
    {
        public override IAsyncEnumerable<Output> ParseAsync(Response response) => AsyncEnumerable.Empty<Output>();
    }
}
