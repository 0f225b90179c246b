namespace Crawling.Scheduling;

/// <summary>
/// A frontier in memory, and over its limit in a temporary file: from there on what is added to a slot follows the rest of the slot, until the
/// file holds none of it any more. The set of what has been seen stays in memory.
/// </summary>
internal sealed class MemoryFrontier(FrontierOptions options, TimeProvider time) : IFrontier
{
    // Calls come from the loop, but what the file answers comes from elsewhere.
    private readonly Lock _lock = new();
    private readonly SeenSet _seen = new();
    private readonly Dictionary<string, SlotQueue> _slots = new(StringComparer.Ordinal);
    private readonly Dictionary<long, FrontierRequest> _leases = [];
    private OverflowFile? _overflow;
    private long _bytes;
    private long _queued;
    private long _token;

    public ValueTask<ClaimedRequests> ClaimAsync() => new(ClaimedRequests.None);

    public ValueTask<bool[]> AddAsync(IReadOnlyList<FrontierRequest> requests)
    {
        var spilled = new List<FrontierRequest>();
        bool[] added;
        lock (_lock)
        {
            added = Add(requests, spilled);
        }

        return SpillAsync(spilled, added);
    }

    public ValueTask<TakenRequests> TakeAsync(string slot, int count)
    {
        lock (_lock)
        {
            if (!_slots.TryGetValue(slot, out var queue))
            {
                return new(new TakenRequests([], null));
            }

            var now = time.GetUtcNow();
            if (queue.IsOverflowNext(now))
            {
                return TakeOverflowAsync(slot, queue, count, queue.LeastOverflowPriority(now));
            }

            var taken = new List<Lease>(count);
            while (taken.Count < count && !queue.IsOverflowNext(now) && queue.TryDequeue(now, out var request))
            {
                _bytes -= request.Size;
                taken.Add(Lease(request));
            }

            return new(Taken(slot, queue, taken));
        }
    }

    public ValueTask<bool[]?[]> CompleteAsync(IReadOnlyList<Completion> completions, IReadOnlyList<StateChange> changes)
    {
        var spilled = new List<FrontierRequest>();
        var added = new bool[]?[completions.Count];
        lock (_lock)
        {
            for (var i = 0; i < added.Length; i++)
            {
                var (token, children, _) = completions[i];
                added[i] = token == Completion.NoLease || _leases.Remove(token) ? Add(children, spilled) : null;
            }
        }

        return SpillAsync(spilled, added);
    }

    public ValueTask<bool> ReturnAsync(long token, DateTimeOffset? notBefore)
    {
        lock (_lock)
        {
            if (!_leases.Remove(token, out var request))
            {
                return new(false);
            }

            Enqueue(QueueOf(request.Slot), request, notBefore);
            return new(true);
        }
    }

    public ValueTask<FrontierCount> CountAsync()
    {
        lock (_lock)
        {
            return new(new FrontierCount(_queued, _leases.Count));
        }
    }

    public ValueTask DisposeAsync() => _overflow?.DisposeAsync() ?? default;

    private bool[] Add(IReadOnlyList<FrontierRequest> requests, List<FrontierRequest> spilled)
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
                added[i] = true;
                Add(request, spilled);
            }
        }

        return added;
    }

    private void Add(FrontierRequest request, List<FrontierRequest> spilled)
    {
        var queue = QueueOf(request.Slot);
        if (request.NotBefore is null && (_bytes >= options.MemoryLimit || queue.Overflowed > 0))
        {
            queue.Overflow(request.Request.Priority);
            spilled.Add(request);
            _queued++;
        }
        else
        {
            Enqueue(queue, request, request.NotBefore);
        }
    }

    private async ValueTask<T> SpillAsync<T>(List<FrontierRequest> spilled, T result)
    {
        if (spilled.Count > 0)
        {
            _overflow ??= new OverflowFile(options);
            await _overflow.AddAsync(spilled).ConfigureAwait(false);
        }

        return result;
    }

    private async ValueTask<TakenRequests> TakeOverflowAsync(string slot, SlotQueue queue, int count, int least)
    {
        queue.BeginTakeOverflow();
        var (requests, next) = await _overflow!.TakeAsync(slot, count, least).ConfigureAwait(false);
        lock (_lock)
        {
            queue.EndTakeOverflow(requests.Count, next);
            return Taken(slot, queue, [.. requests.Select(Lease)]);
        }
    }

    private Lease Lease(FrontierRequest request)
    {
        _queued--;
        _leases.Add(++_token, request);
        return new(_token, request);
    }

    private TakenRequests Taken(string slot, SlotQueue queue, List<Lease> leases)
    {
        if (queue.IsEmpty)
        {
            _slots.Remove(slot);
        }

        return new(leases, queue.HeadAt(time.GetUtcNow()));
    }

    private SlotQueue QueueOf(string slot)
    {
        if (!_slots.TryGetValue(slot, out var queue))
        {
            _slots.Add(slot, queue = new SlotQueue(options.Order));
        }

        return queue;
    }

    private void Enqueue(SlotQueue queue, FrontierRequest request, DateTimeOffset? notBefore)
    {
        queue.Enqueue(request, notBefore);
        _bytes += request.Size;
        _queued++;
    }
}
