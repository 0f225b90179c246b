namespace Crawling.Serving;

/// <summary>How the crawl of a job stands, and how it went of late. Of a job that is not at work, what it has counted.</summary>
/// <param name="State">Null: it is not at work.</param>
/// <param name="Active">Requests in flight.</param>
/// <param name="Scraping">Responses on their way through callback, pipelines and feeds.</param>
/// <param name="HostCount">Hosts of which something waits, is in flight, or is remembered.</param>
/// <param name="Hosts">The busiest first, then those with the most pages; 50 at most.</param>
/// <param name="Statuses">How often each status has come.</param>
/// <param name="DeadLetters">Requests that were set aside.</param>
/// <param name="Moments">What had been counted, second by second, the oldest first; the last five minutes at most.</param>
internal sealed record LiveBody(
    CrawlState? State,
    int Active,
    int Scraping,
    int HostCount,
    IReadOnlyList<LiveHostBody> Hosts,
    IReadOnlyDictionary<string, long> Statuses,
    long DeadLetters,
    IReadOnlyList<RunMoment> Moments);

/// <summary>A host of a crawl.</summary>
/// <param name="Name">Its name, or that of the slot.</param>
/// <param name="State">Null: the crawl is not at work.</param>
/// <param name="Queued">Requests that wait.</param>
/// <param name="Active">Requests in flight.</param>
/// <param name="Wait">How long none of them may go; null if one may.</param>
/// <param name="Pages">Responses.</param>
/// <param name="Bytes">Bytes of them.</param>
/// <param name="Failures">Requests that have failed for good.</param>
internal sealed record LiveHostBody(
    string Name, HostState? State, long Queued, int Active, TimeSpan? Wait, long Pages, long Bytes, long Failures);
