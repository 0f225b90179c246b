using Crawling.Robots;

namespace Crawling.Scheduling;

/// <summary>A request on its way through the crawl, until its lease is completed.</summary>
internal sealed class LeasedRequest(Lease lease, SubRequest? subRequest = null)
{
    private Request? _request;

    public long Token => lease.Token;

    public FrontierRequest Entry => lease.Request;

    /// <summary>The request with what the engine knows of its way.</summary>
    public Request Request => _request ??= Entry.Request with { Hop = Entry.Hop, Robots = Robots };

    /// <summary>What robots.txt says of its origin, once that is known.</summary>
    public RobotsAnswer? Robots { get; set; }

    /// <summary>When it was handed out, on the scheduler's clock.</summary>
    public TimeSpan TakenAt { get; set; }

    /// <summary>The callback that waits for this one; null for a request of the frontier.</summary>
    public SubRequest? SubRequest => subRequest;
}
