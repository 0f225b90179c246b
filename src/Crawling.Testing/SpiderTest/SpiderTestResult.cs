namespace Crawling.Testing;

/// <summary>What came of a spider in a test.</summary>
/// <param name="Items">The items, in order; of a whole crawl those that left the pipelines.</param>
/// <param name="Requests">The requests that callbacks yielded, in order, those too that the crawl dropped as duplicates.</param>
/// <param name="Failures">The requests that failed for good, and those whose callback threw.</param>
/// <param name="Statistics">The statistics of the crawl.</param>
/// <param name="Reason">How the crawl ended.</param>
public sealed record SpiderTestResult(
    IReadOnlyList<object> Items,
    IReadOnlyList<Request> Requests,
    IReadOnlyList<RequestFailure> Failures,
    CrawlStatistics Statistics,
    CloseReason Reason);
