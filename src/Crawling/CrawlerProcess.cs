namespace Crawling;

/// <summary>Hosts crawls on one reactor.</summary>
public sealed class CrawlerProcess : IAsyncDisposable
{
    /// <summary>x</summary>
    public CrawlerProcess(CrawlerOptions? options = null, IServiceProvider? services = null) => throw new NotImplementedException();

    /// <summary>x</summary>
    public CrawlerOptions Options => throw new NotImplementedException();

    /// <summary>x</summary>
    public Reactor Reactor => throw new NotImplementedException();

    /// <summary>x</summary>
    public IReadOnlyCollection<Crawler> Crawlers => throw new NotImplementedException();

    /// <summary>x</summary>
    public Deferred<CrawlResult> Crawl<TSpider>(IReadOnlyDictionary<string, string>? arguments = null)
        where TSpider : Spider => throw new NotImplementedException();

    /// <summary>x</summary>
    public Deferred<CrawlResult> Crawl(Type spider, IReadOnlyDictionary<string, string>? arguments = null) => throw new NotImplementedException();

    /// <summary>x</summary>
    public Deferred<CrawlResult> Crawl(Spider spider) => throw new NotImplementedException();

    /// <summary>x</summary>
    public Crawler CreateCrawler(Type spider, IReadOnlyDictionary<string, string>? arguments = null) => throw new NotImplementedException();

    /// <summary>Runs the reactor in this thread until every spider has drained; the process signals stop the crawls gracefully.</summary>
    public IReadOnlyList<CrawlResult> Start() => throw new NotImplementedException();

    /// <summary>The same on a thread of its own, without taking the process signals.</summary>
    public Task<IReadOnlyList<CrawlResult>> RunAsync(CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
