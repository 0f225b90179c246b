using Crawling.Engine;

namespace Crawling;

/// <summary>Where an item comes from.</summary>
/// <param name="Crawler">Its crawl.</param>
/// <param name="Response">Its page; null for an item of <see cref="Spider.StartAsync"/>.</param>
/// <param name="Key">The same when the page is processed again after a crash: use it to write elsewhere only once.</param>
/// <param name="Cancellation">Ends when the crawl can wait no longer.</param>
public sealed record ItemContext(Crawler Crawler, Response? Response, string Key, CancellationToken Cancellation)
{
    internal ISubRequestFetcher? Fetcher { get; init; }

    /// <summary>The keys the item has taken, by which others are its duplicates.</summary>
    internal List<UInt128> Keys { get; } = [];

    /// <summary>Fetches in the middle of a pipeline, through the scheduler, so as politely as any other request. Not filtered as a duplicate,
    /// and not kept by a job: when the page is processed again, so is this.</summary>
    /// <returns>The response, whatever its status.</returns>
    /// <exception cref="DownloadException">There was none.</exception>
    /// <exception cref="InvalidOperationException">The context is not one of a running crawl.</exception>
    public Task<Response> FetchAsync(Request request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var fetcher = Fetcher ?? throw new InvalidOperationException("FetchAsync works in the pipelines of a running crawl; this item is in none.");
        return fetcher.FetchAsync(request, Response, Cancellation);
    }
}
