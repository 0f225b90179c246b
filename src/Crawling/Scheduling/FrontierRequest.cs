using Crawling.Downloading;

namespace Crawling.Scheduling;

/// <summary>A request as the frontier keeps it.</summary>
internal sealed class FrontierRequest(Request request, Hop hop, UInt128 fingerprint)
{
    /// <summary>Measured: 300 for a request that has nothing but a URL, 400 with the hop of a page of its own; the rest is for what died and is not
    /// collected yet.</summary>
    private const int SizeOfObjects = 600;

    public Request Request => request;

    public Hop Hop => hop;

    public UInt128 Fingerprint => fingerprint;

    /// <summary>The bytes it takes in memory, about.</summary>
    public long Size => SizeOf(request);

    public string Slot { get; } = SlotOf(request);

    /// <summary>Not taken before this time; null: at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Neither reads nor writes the set of seen requests.</summary>
    public bool Unfiltered { get; init; } = request.DontFilter;

    /// <summary>Whether it comes from <see cref="Spider.StartAsync"/>.</summary>
    public bool IsStart { get; init; }

    /// <summary>The request that takes the place of this one, a retry or the target of a redirect. A chain is never a duplicate of itself.</summary>
    public FrontierRequest Next(Request next, TimeSpan? delay, DateTimeOffset now)
    {
        var target = Scheduling.Fingerprint.Of(next);
        IReadOnlyList<UInt128> chain = Hop.Chain.Contains(Fingerprint) ? Hop.Chain : [.. Hop.Chain, Fingerprint];
        return new FrontierRequest(next, HopTo(next) with { Chain = chain }, target)
        {
            NotBefore = delay is { } wait ? now + TimeSpan.FromTicks(Math.Min(wait.Ticks, (DateTimeOffset.MaxValue - now).Ticks)) : null,
            Unfiltered = next.DontFilter || chain.Contains(target),
        };
    }

    /// <summary>The same as if it had never been tried, but for what it has failed with.</summary>
    public FrontierRequest Anew(FailedTry last) => new(
        request with { Priority = request.Priority + (hop.Retries * RetryMiddleware.PriorityDrop) }, hop.After(last) with { Retries = 0 }, fingerprint);

    /// <summary>The way to a request that takes the place of this one, whoever has made it.</summary>
    public Hop HopTo(Request next) => next.Hop with
    {
        Depth = Hop.Depth,
        HostDepth = next.Url.Host == Request.Url.Host ? Hop.HostDepth : 0,
        Page = Hop.Page,
        Referrer = Hop.Referrer,
    };

    public static long SizeOf(Request request) => SizeOfObjects + (sizeof(char) * request.Url.Href.Length) + request.Body.Length;

    public static string SlotOf(Request request) => request.Slot ?? request.Url.Host;

    public static FrontierRequest Of(Request request, Hop hop, bool isStart = false) =>
        new(request, hop, Scheduling.Fingerprint.Of(request)) { IsStart = isStart };
}
