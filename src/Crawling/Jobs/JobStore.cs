using Crawling.Scheduling;

namespace Crawling.Jobs;

/// <summary>
/// The requests of a job in its database, and what is known of them in memory. On the job's thread, each call within a transaction.
/// </summary>
internal sealed class JobStore
{
    public const string NextId = "next-id";

    private const string StartOutputs = "start-outputs";

    private readonly JobDatabase _database;
    private readonly RequestCodec _codec;
    private readonly FrontierOrder _order;
    private readonly TimeProvider _time;
    private readonly SlotTable _slots;
    private readonly RequestTable _requests;
    private readonly LeaseTable _leases;
    private readonly SeenTable _seen;
    private readonly StateTable _state;
    private readonly RecordTable _record;
    private readonly DeadLetterTable _deadLetters;
    private readonly Quarantine _quarantine;
    private StartMark _start = new(0);
    private long _nextId = 1;
    private long _queued;

    public JobStore(JobDatabase database, RequestCodec codec, FrontierOrder order, TimeProvider time, long recordSize)
    {
        _database = database;
        _codec = codec;
        _order = order;
        _time = time;
        _slots = new(database);
        _requests = new(database);
        _leases = new(database);
        _seen = new(database);
        _state = new(database);
        _record = new(database, recordSize);
        _deadLetters = new(database);
        _quarantine = new(_requests, _deadLetters, time);
    }

    public FrontierCount Count => new(_queued - _leases.Count, _leases.Count);

    /// <summary>Takes up what the last process left, and finds out what it may have died of.</summary>
    public JobState Load()
    {
        var state = _state.All();
        _nextId = state.TryGetValue(NextId, out var id) ? StateValue.ToNumber(id) : 1;
        _start = new(state.TryGetValue(StartOutputs, out var outputs) ? StateValue.ToNumber(outputs) : 0);
        _seen.Load();
        var deadLetters = _quarantine.Enter(_leases.TakeLeft());
        _queued = _requests.Count();
        return new JobState(state, _start.Value, deadLetters);
    }

    public ClaimedRequests Claim()
    {
        var waiting = new Dictionary<string, ClaimedSlot>(StringComparer.Ordinal);
        var counts = _requests.CountBySlot();
        foreach (var (id, name) in _slots.All())
        {
            if (HeadOf(new JobSlot(id), _requests.Peek(new JobSlot(id), 1)) is { } head)
            {
                waiting.Add(name, new(head, counts.GetValueOrDefault(id)));
            }
        }

        return new(waiting, _queued);
    }

    public bool[] Add(IReadOnlyList<FrontierRequest> requests)
    {
        var added = Insert(requests);
        SaveIds(added);
        return added;
    }

    public TakenRequests Take(string slotName, int count)
    {
        if (_slots.Find(slotName) is not { } slot)
        {
            return new([], null);
        }

        var now = _time.GetUtcNow();
        _requests.ReleaseDue(slot, now);
        if (_quarantine.IsOpen)
        {
            return TakeAlone(slot, now);
        }

        // One more than asked for: it is what goes next.
        var found = _requests.Peek(slot, count + 1);
        var taken = found.Count > count ? found.GetRange(0, count) : found;
        var next = HeadOf(slot, found[taken.Count..]);
        if (taken.Count == 0 && next is null && slot.Leased.Count == 0)
        {
            _slots.Forget(slotName);
        }

        return new(Lease(slot, taken, alone: false), next);
    }

    public bool[]?[] Complete(IReadOnlyList<Completion> completions, IReadOnlyList<StateChange> changes)
    {
        var added = new bool[]?[completions.Count];
        var startMoved = false;
        for (var i = 0; i < added.Length; i++)
        {
            var (token, children, startIndex) = completions[i];
            if (startIndex is { } index)
            {
                startMoved |= _start.Done(index);
            }

            added[i] = token == Completion.NoLease || Acknowledge(completions[i]) ? Insert(children) : null;
        }

        if (startMoved)
        {
            _state.Set(new(StartOutputs, StateValue.Of(_start.Value)));
        }

        SaveIds(added.SelectMany(news => news ?? []));
        Keep(changes);
        return added;
    }

    public bool Return(long token, DateTimeOffset? notBefore)
    {
        if (_leases.Return(token) is not { } lease)
        {
            return false;
        }

        if (notBefore is not null && _requests.Find(lease.Key) is { } request)
        {
            _requests.Delete(lease.Key);
            _requests.Insert(lease.Slot, request, notBefore);
        }

        return true;
    }

    public void Keep(IReadOnlyList<StateChange> changes)
    {
        foreach (var change in changes)
        {
            if (!_record.TryAdd(change))
            {
                _state.Set(change);
            }
        }
    }

    /// <summary>The process ends in order.</summary>
    public void Close(IReadOnlyList<StateChange> changes)
    {
        _leases.Clear();
        Keep(changes);
    }

    private bool Acknowledge(Completion completion)
    {
        if (_leases.Complete(completion.Token) is not { } lease)
        {
            return false;
        }

        _requests.Delete(lease.Key);
        _quarantine.Leave(lease.Key);
        _queued--;
        if (completion.GivenUp is { } givenUp)
        {
            var key = lease.Key with { Rank = RankOf(givenUp.Request) };
            _deadLetters.Add(new(key, 0, _codec.Write(givenUp.Request)), givenUp.Reason, givenUp.Time);
        }

        return true;
    }

    private bool[] Insert(IReadOnlyList<FrontierRequest> requests)
    {
        var added = new bool[requests.Count];
        for (var i = 0; i < added.Length; i++)
        {
            var request = requests[i];
            if (request.Unfiltered || _seen.Add(request.Fingerprint))
            {
                Insert(request);
                added[i] = true;
            }
        }

        _seen.Save();
        return added;
    }

    private void Insert(FrontierRequest request)
    {
        var slot = _slots.Get(request.Slot);
        var id = _nextId++;
        var key = new RequestKey(slot.Id, RankOf(request), _order == FrontierOrder.FirstInFirstOut ? id : -id);
        _requests.Insert(slot, new(key, 0, _codec.Write(request)), request.NotBefore);
        _queued++;
    }

    private static long RankOf(FrontierRequest request) => -(long)request.Request.Priority;

    private void SaveIds(IEnumerable<bool> added)
    {
        if (added.Contains(true))
        {
            _state.Set(new(NextId, StateValue.Of(_nextId)));
        }
    }

    private TakenRequests TakeAlone(JobSlot slot, DateTimeOffset now)
    {
        var suspect = _leases.Count == 0 ? _quarantine.Next(slot.Id) : null;
        var leases = suspect is { } request ? Lease(slot, [request], alone: true) : [];
        return new(leases, HeadOf(slot, _requests.Peek(slot, 1)) is { } head ? head with { NotBefore = now + Quarantine.Interval } : null);
    }

    private List<Lease> Lease(JobSlot slot, List<StoredRequest> taken, bool alone)
    {
        var leases = new List<Lease>(taken.Count);
        if (taken.Count > 0)
        {
            var tokens = _leases.Lease(slot, [.. taken.Select(request => request.Key)], alone);
            leases.AddRange(tokens.Select((token, i) => new Lease(token, _codec.Read(taken[i].Data))));
        }

        return leases;
    }

    private SlotHead? HeadOf(JobSlot slot, IReadOnlyList<StoredRequest> waiting) =>
        waiting is [var first, ..] ? new(first.Priority, null) : _requests.NextDue(slot.Id);
}
