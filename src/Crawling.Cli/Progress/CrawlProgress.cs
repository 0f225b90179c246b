namespace Crawling.Cli;

/// <summary>How far a crawl is, at one moment.</summary>
/// <param name="Pages">Responses received.</param>
/// <param name="Items">Items scraped.</param>
/// <param name="Queued">Requests waiting.</param>
/// <param name="Received">Bytes of responses.</param>
/// <param name="Sent">Bytes of requests.</param>
internal sealed record CrawlProgress(long Pages, long Items, long Queued, long Received, long Sent)
{
    public static CrawlProgress Of(CrawlStatistics statistics) => new(
        statistics["response_received_count"],
        statistics["item_scraped_count"],
        Math.Max(0, statistics["scheduler/enqueued"] - statistics["scheduler/dequeued"]),
        statistics["downloader/response_bytes"],
        statistics["downloader/request_bytes"]);
}
