namespace Crawling.Throttling;

/// <summary>How fast a crawl may go by its settings, in all and in each slot. It does not change: a crawl whose limits change gets another.</summary>
/// <param name="ConcurrentRequests">Requests in flight at once.</param>
/// <param name="Usual">The limits of a slot of which the patterns say nothing.</param>
/// <param name="AutoThrottle">How delays are learnt, where they are.</param>
/// <param name="Hosts">What holds for some hosts.</param>
internal sealed record CrawlPace(int ConcurrentRequests, SlotLimits Usual, AutoThrottleOptions AutoThrottle, HostPatterns Hosts)
{
    /// <summary>Whether a delay is learnt for any host.</summary>
    public bool Learns => Usual.AutoThrottle is not null || Hosts.AnyLearns;

    public static CrawlPace Of(CrawlerOptions options) => new(
        options.ConcurrentRequests,
        new SlotLimits(
            options.ConcurrentRequestsPerHost,
            options.Download.Delay,
            options.Download.RandomizeDelay,
            options.AutoThrottle.Enabled ? options.AutoThrottle : null),
        options.AutoThrottle,
        new HostPatterns(options.Hosts));

    /// <summary>The limits of a slot: each from the most specific pattern that says something of it.</summary>
    public SlotLimits LimitsOf(string slot) => Hosts.Matching(slot).Aggregate(Usual, (limits, host) => new SlotLimits(
        host.ConcurrentRequests ?? limits.Concurrency,
        host.Delay ?? limits.Delay,
        host.RandomizeDelay ?? limits.Randomize,
        host.AutoThrottle switch
        {
            null => limits.AutoThrottle,
            true => AutoThrottle,
            false => null,
        }));
}
