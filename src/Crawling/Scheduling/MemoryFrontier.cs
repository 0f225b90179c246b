namespace Crawling.Scheduling;

/// <summary>A frontier in memory: every call completes at once. Used on the loop only.</summary>
internal sealed class MemoryFrontier(FrontierOrder order, TimeProvider time) : IFrontier
{
    private readonly HashSet<UInt128> _seen = [];
    private readonly Dictionary<string, SlotQueue> _slots = new(StringComparer.Ordinal);
    private readonly Dictionary<long, FrontierRequest> _leases = [];
    private long _queued;
    private long _token;

    public ValueTask<ClaimedRequests> ClaimAsync() => new(ClaimedRequests.None);

    public ValueTask<bool[]> AddAsync(IReadOnlyList<FrontierRequest> requests) => new(Add(requests));

    public ValueTask<TakenRequests> TakeAsync(string slot, int count)
    {
        if (!_slots.TryGetValue(slot, out var queue))
        {
            return new(new TakenRequests([], null));
        }

        var now = time.GetUtcNow();
        var leases = new List<Lease>(count);
        while (leases.Count < count && queue.TryDequeue(now, out var request))
        {
            var token = ++_token;
            _leases.Add(token, request);
            _queued--;
            leases.Add(new(token, request));
        }

        if (queue.Count == 0)
        {
            _slots.Remove(slot);
        }

        return new(new TakenRequests(leases, queue.HeadAt(now)));
    }

    public ValueTask<bool[]?[]> CompleteAsync(IReadOnlyList<Completion> completions, IReadOnlyList<StateChange> changes)
    {
        var added = new bool[]?[completions.Count];
        for (var i = 0; i < added.Length; i++)
        {
            var (token, children, _) = completions[i];
            added[i] = token == Completion.NoLease || _leases.Remove(token) ? Add(children) : null;
        }

        return new(added);
    }

    public ValueTask<bool> ReturnAsync(long token, DateTimeOffset? notBefore)
    {
        if (!_leases.Remove(token, out var request))
        {
            return new(false);
        }

        Enqueue(request, notBefore);
        return new(true);
    }

    public ValueTask<FrontierCount> CountAsync() => new(new FrontierCount(_queued, _leases.Count));

    public ValueTask DisposeAsync() => default;

    private bool[] Add(IReadOnlyList<FrontierRequest> requests)
    {
        if (requests.Count == 0)
        {
            return [];
        }

        var added = new bool[requests.Count];
        for (var i = 0; i < added.Length; i++)
        {
            var request = requests[i];
            if (request.Unfiltered || _seen.Add(request.Fingerprint))
            {
                Enqueue(request, request.NotBefore);
                added[i] = true;
            }
        }

        return added;
    }

    private void Enqueue(FrontierRequest request, DateTimeOffset? notBefore)
    {
        if (!_slots.TryGetValue(request.Slot, out var queue))
        {
            _slots.Add(request.Slot, queue = new SlotQueue(order));
        }

        queue.Enqueue(request, notBefore);
        _queued++;
    }
}
