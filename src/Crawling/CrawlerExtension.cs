namespace Crawling;

/// <summary>Hooks that may steer the crawl. An exception in one is logged and counted; <see cref="CloseSpiderException"/> closes.</summary>
public abstract class CrawlerExtension
{
    /// <summary>The crawl begins.</summary>
    public virtual ValueTask OnOpenedAsync(Crawler crawler) => default;

    /// <summary>Nothing is left to do. True keeps the spider open: it is asked again later.</summary>
    public virtual ValueTask<bool> OnIdleAsync(Crawler crawler) => new(false);

    /// <summary>A response has come, before its callback.</summary>
    public virtual ValueTask OnResponseAsync(Crawler crawler, Response response) => default;

    /// <summary>An item has left the pipelines.</summary>
    public virtual ValueTask OnItemAsync(Crawler crawler, object item, Response? response) => default;

    /// <summary>A request has failed for good, or its callback has thrown.</summary>
    public virtual ValueTask OnErrorAsync(Crawler crawler, RequestFailure failure) => default;

    /// <summary>The crawl has ended; pipelines and feeds are closed.</summary>
    public virtual ValueTask OnClosedAsync(Crawler crawler, CloseReason reason) => default;
}
