using System.Diagnostics.CodeAnalysis;
using Crawling.Throttling;

namespace Crawling.Scheduling;

/// <summary>One host: what waits, what is in flight, and when the next request may go.</summary>
internal sealed class Slot(string name, SlotPace pace)
{
    private const long RankOfSubRequests = long.MinValue;
    private const long LastRank = long.MaxValue;

    private readonly PriorityQueue<LeasedRequest, (long Rank, long Order)> _heads = new();
    private long _order;

    public string Name => name;

    /// <summary>What goes next of those that wait in the frontier, as far as is known; null if none does.</summary>
    public SlotHead? Waiting { get; set; }

    /// <summary>Whether a take from the frontier is under way, which is because what waits there goes first.</summary>
    public bool IsTaking { get; set; }

    /// <summary>Requests that wait in the frontier or are leased from it. One may be taken before the call that added it has come back.</summary>
    public long Queued { get; set; }

    /// <summary>Requests in the downloader.</summary>
    public int Active { get; set; }

    /// <summary>Requests that wait for the robots.txt of their origin: each takes a place of the slot, but none of the downloader.</summary>
    public HashSet<LeasedRequest> Held { get; } = [];

    public SlotPace Pace => pace;

    /// <summary>When it was served last, or made: among equals the one whose turn is longest ago goes first.</summary>
    public long Turn { get; set; }

    /// <summary>How many more requests of it may go at once.</summary>
    public int Room => pace.HasDelay ? Math.Min(1, Free) : Free;

    public bool HasHead => _heads.Count > 0;

    public bool HasSubRequest => HeadRank == RankOfSubRequests;

    /// <summary>Whether nothing may go before the take that is under way has come back.</summary>
    public bool IsHeldUp => IsTaking && !HasSubRequest;

    public bool IsEmpty => !HasHead && Waiting is null && !IsTaking;

    /// <summary>The requests leased for it that have not been handed out.</summary>
    public IEnumerable<LeasedRequest> Leased =>
        _heads.UnorderedItems.Select(head => head.Element).Concat(Held).Where(request => request.SubRequest is null);

    /// <summary>Its key in the heap of ready slots: the smallest goes first.</summary>
    internal long ReadyRank { get; set; }

    /// <summary>Its key in the heap of waiting slots, on the scheduler's clock.</summary>
    internal TimeSpan WaitUntil { get; set; }

    internal SlotHeap? Heap { get; set; }

    /// <summary>Where it stands in its heap; -1 if in none.</summary>
    internal int HeapIndex { get; set; } = -1;

    private int Free => pace.Limits.Concurrency - Active - (HasSubRequest ? 0 : Held.Count);

    private long HeadRank => _heads.TryPeek(out _, out var key) ? key.Rank : LastRank;

    /// <summary>A fetch that a callback waits for goes before everything, then the highest priority.</summary>
    public long RankAt(DateTimeOffset now) => Math.Min(HeadRank, WaitingRankAt(now));

    /// <summary>How long nothing of it goes, or a request that waits is not due; once it is empty, how long it is remembered. Zero: it may go.</summary>
    /// <param name="now">The time on the scheduler's clock.</param>
    /// <param name="wallClock">The time of day.</param>
    public TimeSpan WaitAt(TimeSpan now, DateTimeOffset wallClock)
    {
        var pause = (IsEmpty ? pace.ForgottenAt : pace.NextAllowed) - now;
        return !HasHead && Waiting?.NotBefore - wallClock is { } untilDue && untilDue > pause ? untilDue : pause;
    }

    public HostState StateAt(TimeSpan now, DateTimeOffset wallClock) =>
        Held.Count > 0 ? HostState.AwaitingRobots
        : Active > 0 ? HostState.Fetching
        : pace.RestsUntil > now ? HostState.BackedOff
        : IsEmpty ? HostState.Idle
        : WaitAt(now, wallClock) > TimeSpan.Zero ? HostState.Delayed
        : HostState.Ready;

    /// <summary>Whether something in the frontier goes before all that is leased.</summary>
    public bool MustTakeAt(DateTimeOffset now) => WaitingRankAt(now) < HeadRank;

    public void Enqueue(LeasedRequest request) =>
        _heads.Enqueue(request, (request.SubRequest is null ? -(long)request.Entry.Request.Priority : RankOfSubRequests, _order++));

    public bool TryDequeue([NotNullWhen(true)] out LeasedRequest? request) => _heads.TryDequeue(out request, out _);

    private long WaitingRankAt(DateTimeOffset now) => Waiting is not { } head || head.NotBefore > now ? LastRank : -(long)head.Priority;
}
