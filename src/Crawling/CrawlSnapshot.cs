namespace Crawling;

/// <summary>How a crawl stands at one moment.</summary>
/// <param name="At">The moment.</param>
/// <param name="State">What the crawl as a whole does.</param>
/// <param name="Queued">Requests that wait.</param>
/// <param name="Active">Requests in flight.</param>
/// <param name="Scraping">Responses and failures on their way through callback, pipelines and feeds.</param>
/// <param name="HostCount">Hosts (slots) of which something waits, is in flight, or is remembered.</param>
/// <param name="Hosts">The busiest of them, the one with the most requests first. Where there are thousands of hosts, only those are compared
/// that have something in flight or go next.</param>
public sealed record CrawlSnapshot(
    DateTimeOffset At, CrawlState State, long Queued, int Active, int Scraping, int HostCount, IReadOnlyList<HostSnapshot> Hosts);

/// <summary>What a crawl does.</summary>
public enum CrawlState
{
    /// <summary>It has not begun, or opens its parts.</summary>
    Opening,

    /// <summary>It crawls.</summary>
    Running,

    /// <summary>No request starts, since <see cref="Crawler.Pause"/>.</summary>
    Paused,

    /// <summary>It finishes what is in flight.</summary>
    Closing,

    /// <summary>It closes its parts, or has ended.</summary>
    Closed,
}

/// <summary>How one host (slot) of a crawl stands.</summary>
/// <param name="Name">The host, or <see cref="Request.Slot"/>.</param>
/// <param name="State">What it does.</param>
/// <param name="Queued">Requests that wait.</param>
/// <param name="Active">Requests in flight.</param>
/// <param name="Wait">How long none of them may go; null if one may.</param>
public sealed record HostSnapshot(string Name, HostState State, long Queued, int Active, TimeSpan? Wait);

/// <summary>What a host (slot) of a crawl does.</summary>
public enum HostState
{
    /// <summary>Nothing waits, nothing is in flight.</summary>
    Idle,

    /// <summary>A request may go as soon as there is a place for it.</summary>
    Ready,

    /// <summary>Requests are in flight.</summary>
    Fetching,

    /// <summary>Waits between two requests, or for the time of a retry.</summary>
    Delayed,

    /// <summary>Rests because the host has asked for it.</summary>
    BackedOff,

    /// <summary>Waits for its robots.txt.</summary>
    AwaitingRobots,
}
