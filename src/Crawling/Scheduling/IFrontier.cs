namespace Crawling.Scheduling;

/// <summary>
/// Where requests wait, behind the scheduler. Memory, a file or a shared database may stand here: every call is asynchronous and takes a batch,
/// the loop never waits for one, and several may be under way and come back in any order. A request that is taken is leased until it is
/// completed or returned.
/// </summary>
internal interface IFrontier : IAsyncDisposable
{
    /// <summary>What a former run has left. Called once, before everything else.</summary>
    ValueTask<ClaimedRequests> ClaimAsync();

    /// <summary>Adds those not seen before.</summary>
    /// <returns>For each of them, whether it was new.</returns>
    ValueTask<bool[]> AddAsync(IReadOnlyList<FrontierRequest> requests);

    /// <summary>Leases the next requests of a slot that are due, up to a count.</summary>
    ValueTask<TakenRequests> TakeAsync(string slot, int count);

    /// <summary>Acknowledges leases, adds their children and keeps what has changed in the state of the crawl, in one transaction.</summary>
    /// <returns>For each completion, which of its children were new; null for a token that is stale: nothing of it was added.</returns>
    ValueTask<bool[]?[]> CompleteAsync(IReadOnlyList<Completion> completions, IReadOnlyList<StateChange> changes);

    /// <summary>Gives a lease back unfinished: the request is taken again, not before a time.</summary>
    /// <returns>False for a token that is stale.</returns>
    ValueTask<bool> ReturnAsync(long token, DateTimeOffset? notBefore);

    /// <summary>How much there is.</summary>
    ValueTask<FrontierCount> CountAsync();
}

/// <summary>A request that is leased.</summary>
internal readonly record struct Lease(long Token, FrontierRequest Request);

/// <summary>What a take brought, and what goes next in the slot after it.</summary>
internal readonly record struct TakenRequests(IReadOnlyList<Lease> Leases, SlotHead? Next);

/// <summary>The end of a lease, or of an output of the spider's start, which has none.</summary>
/// <param name="Token">The lease; <see cref="NoLease"/> for an output of the start.</param>
/// <param name="Children">The requests it has brought.</param>
/// <param name="StartIndex">Which output of the start it was.</param>
internal readonly record struct Completion(long Token, IReadOnlyList<FrontierRequest> Children, long? StartIndex = null)
{
    public const long NoLease = 0;

    /// <summary>Not null: the request is not done, but is not tried any more.</summary>
    public GivenUp? GivenUp { get; init; }

    public static Completion OfStart(long index, params IReadOnlyList<FrontierRequest> children) => new(NoLease, children, index);
}

/// <summary>A request that is given up.</summary>
/// <param name="Request">The same for whoever wants it tried anew.</param>
/// <param name="Reason">Why, for a person.</param>
/// <param name="Time">When.</param>
internal sealed record GivenUp(FrontierRequest Request, string Reason, DateTimeOffset Time);

/// <summary>A value of the crawl's state that is to be kept; null: no longer.</summary>
internal readonly record struct StateChange(string Key, byte[]? Value);

/// <summary>What waits in a frontier from the beginning.</summary>
internal sealed record ClaimedRequests(IReadOnlyDictionary<string, ClaimedSlot> Slots, long Count)
{
    public static readonly ClaimedRequests None = new(new Dictionary<string, ClaimedSlot>(), 0);
}

/// <summary>What waits in one slot from the beginning.</summary>
internal readonly record struct ClaimedSlot(SlotHead Head, long Count);

/// <summary>How much a frontier holds.</summary>
internal readonly record struct FrontierCount(long Queued, long Leased);
