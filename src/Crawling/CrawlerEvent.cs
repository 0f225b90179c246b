namespace Crawling;

/// <summary>Something that happened in a crawl.</summary>
/// <param name="At">When.</param>
public abstract record CrawlerEvent(DateTimeOffset At);

/// <summary>The crawl begins.</summary>
public sealed record SpiderOpened(DateTimeOffset At, string Spider) : CrawlerEvent(At);

/// <summary>Nothing is left to do at the moment.</summary>
public sealed record SpiderIdle(DateTimeOffset At) : CrawlerEvent(At);

/// <summary>The crawl has ended.</summary>
public sealed record SpiderClosed(DateTimeOffset At, CloseReason Reason) : CrawlerEvent(At);

/// <summary>A request was put in the queue.</summary>
public sealed record RequestScheduled(DateTimeOffset At, Request Request) : CrawlerEvent(At);

/// <summary>A request was not put in the queue, or taken from it unfetched, by a rule such as <c>dupefilter/filtered</c>.</summary>
public sealed record RequestDropped(DateTimeOffset At, Request Request, string Rule) : CrawlerEvent(At);

/// <summary>A response has come.</summary>
public sealed record ResponseReceived(DateTimeOffset At, Response Response) : CrawlerEvent(At);

/// <summary>A request has failed for good.</summary>
public sealed record RequestFailed(DateTimeOffset At, RequestFailure Failure) : CrawlerEvent(At);

/// <summary>An item has left the pipelines.</summary>
public sealed record ItemScraped(DateTimeOffset At, object Item, Response? Response) : CrawlerEvent(At);

/// <summary>A pipeline dropped an item.</summary>
public sealed record ItemDropped(DateTimeOffset At, object Item, string Reason) : CrawlerEvent(At);

/// <summary>An item was not made, because its page lacks a field that it must have.</summary>
public sealed record ItemIncomplete(DateTimeOffset At, string Reason, Response? Response) : CrawlerEvent(At);

/// <summary>A callback or pipeline threw.</summary>
public sealed record SpiderError(DateTimeOffset At, Exception Error, Response? Response) : CrawlerEvent(At);

/// <summary>Once a second: bytes received and sent since the last one.</summary>
public sealed record BandwidthEvent(DateTimeOffset At, long Received, long Sent) : CrawlerEvent(At);
