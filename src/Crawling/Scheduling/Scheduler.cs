using System.Diagnostics.CodeAnalysis;

namespace Crawling.Scheduling;

/// <summary>
/// Hands out the requests that may go now, one at a time: from the slot with the highest priority at its head, then the one least recently
/// served. Slots in delay stand in a heap by time, ready ones in a heap by priority, so that taking is O(log slots) however many hosts there
/// are, and a host that must wait holds nobody up. Used on the loop only.
/// </summary>
internal sealed class Scheduler
{
    private readonly IFrontier _frontier;
    private readonly SlotLimits _limits;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly FrontierCalls _calls;
    private readonly Action<FrontierRequest, bool> _onAdded;
    private readonly Dictionary<string, Slot> _slots = new(StringComparer.Ordinal);
    private readonly SlotHeap _ready = new(static (one, other) => one.ReadyPriority != other.ReadyPriority
        ? other.ReadyPriority.CompareTo(one.ReadyPriority)
        : one.LastServed.CompareTo(other.LastServed));

    private readonly SlotHeap _waiting = new(static (one, other) => one.WaitUntil.CompareTo(other.WaitUntil));
    private long _pending;
    private long _order;
    private long _served;
    private int _subRequests;
    private bool _draining;

    /// <summary>Stands between the engine and its frontier.</summary>
    /// <param name="frontier">Where requests wait.</param>
    /// <param name="limits">How fast a slot may go.</param>
    /// <param name="time">The clock of delays.</param>
    /// <param name="calls">Runs the calls to the frontier.</param>
    /// <param name="onAdded">Told of every request that was added (true) or filtered as a duplicate (false).</param>
    public Scheduler(IFrontier frontier, SlotLimits limits, TimeProvider time, FrontierCalls calls, Action<FrontierRequest, bool> onAdded)
    {
        _frontier = frontier;
        _limits = limits;
        _time = time;
        _started = time.GetTimestamp();
        _calls = calls;
        _onAdded = onAdded;
    }

    /// <summary>Requests that wait or are under way, the calls to the frontier in flight included: none means that all is done.</summary>
    public long Pending => _pending + _calls.InFlight;

    /// <summary>Requests that wait.</summary>
    public long Queued { get; private set; }

    /// <summary>Whether a running callback waits for a fetch that has not been taken yet.</summary>
    public bool HasSubRequests => _subRequests > 0;

    /// <summary>Slots that hold requests or remember a delay.</summary>
    public int Slots => _slots.Count;

    /// <summary>How long until a waiting slot may go; null if none waits.</summary>
    public TimeSpan? NextWake => _waiting.Count == 0 ? null : TimeSpan.FromTicks(Math.Max(0, (_waiting.Top.WaitUntil - Now).Ticks));

    private TimeSpan Now => _time.GetElapsedTime(_started);

    /// <summary>Adds requests; duplicates are filtered.</summary>
    public void Add(IReadOnlyList<FrontierRequest> requests)
    {
        if (requests.Count > 0)
        {
            _calls.Run(_frontier.AddAsync(requests), added => Added(requests, added));
        }
    }

    /// <summary>Adds a fetch that a callback waits for, at the head of its slot.</summary>
    public void Add(FrontierRequest request, SubRequest subRequest)
    {
        _pending++;
        _subRequests++;
        var slot = SlotOf(request.Slot);
        Enqueue(slot, new LeasedRequest(new Lease(0, request), subRequest));
        Place(slot);
    }

    /// <summary>The next request that may go now.</summary>
    public bool TryTake([NotNullWhen(true)] out LeasedRequest? request)
    {
        WakeDue();
        while (_ready.Count > 0)
        {
            var slot = _ready.Top;
            if (slot.QueueGoesFirst)
            {
                Refill(slot);
            }

            if (!slot.Refilling && slot.Heads.TryDequeue(out request, out _))
            {
                Serve(slot, request);
                return true;
            }

            Place(slot);
        }

        request = null;
        return false;
    }

    /// <summary>A request has left the downloader: its slot has room again.</summary>
    public void Release(LeasedRequest request)
    {
        var slot = SlotOf(request.Entry.Slot);
        slot.Active--;
        Place(slot);
    }

    /// <summary>Lets nothing of a slot go for so long.</summary>
    /// <returns>False if it waits as long anyway.</returns>
    public bool CoolDown(string name, TimeSpan wait)
    {
        var slot = SlotOf(name);
        var until = Now + wait;
        var isLonger = wait > TimeSpan.Zero && until > slot.NextAllowed;
        if (isLonger)
        {
            slot.NextAllowed = until;
        }

        Place(slot);
        return isLonger;
    }

    /// <summary>Acknowledges requests and adds their children, in one transaction.</summary>
    public void Complete(IReadOnlyList<Completion> completions) =>
        _calls.Run(_frontier.CompleteAsync(completions), added =>
        {
            for (var i = 0; i < added.Length; i++)
            {
                if (added[i] is { } news)
                {
                    _pending--;
                    Added(completions[i].Children, news);
                }
            }
        });

    /// <summary>Ends a fetch that a callback waited for.</summary>
    public void CompleteSubRequest() => _pending--;

    /// <summary>From now on nothing is taken from the frontier: only the fetches that callbacks wait for still go.</summary>
    public void Drain()
    {
        _draining = true;
        foreach (var slot in _slots.Values.ToArray())
        {
            slot.Queued = default;
            Place(slot);
        }
    }

    private void Added(IReadOnlyList<FrontierRequest> requests, bool[] added)
    {
        for (var i = 0; i < added.Length; i++)
        {
            var request = requests[i];
            if (added[i])
            {
                _pending++;
                Queued++;
                if (!_draining)
                {
                    var slot = SlotOf(request.Slot);
                    slot.Queued = With(slot.Queued, request);
                    Place(slot);
                }
            }

            _onAdded(request, added[i]);
        }
    }

    private static SlotQueueState With(SlotQueueState state, FrontierRequest request) => request.NotBefore is { } due
        ? state with { Count = state.Count + 1, NextDue = state.NextDue < due ? state.NextDue : due }
        : state with { Count = state.Count + 1, Priority = Math.Max(state.Priority ?? int.MinValue, request.Request.Priority) };

    private Slot SlotOf(string name)
    {
        if (!_slots.TryGetValue(name, out var slot))
        {
            _slots.Add(name, slot = new Slot(name, _limits));
        }

        return slot;
    }

    private void Enqueue(Slot slot, LeasedRequest request) =>
        slot.Heads.Enqueue(request, (-(long)request.Entry.Request.Priority, _order++));

    private void Serve(Slot slot, LeasedRequest request)
    {
        if (request.SubRequest is null)
        {
            Queued--;
        }
        else
        {
            _subRequests--;
        }

        slot.Active++;
        slot.LastServed = ++_served;
        if (slot.Limits.Delay > TimeSpan.Zero)
        {
            slot.NextAllowed = Now + (slot.Limits.Randomize ? slot.Limits.Delay * (0.5 + Random.Shared.NextDouble()) : slot.Limits.Delay);
        }

        Place(slot);
    }

    private void Refill(Slot slot)
    {
        slot.Refilling = true;
        _calls.Run(_frontier.TakeAsync(slot.Name, 1), taken =>
        {
            slot.Refilling = false;
            slot.Queued = _draining ? default : taken.Rest;
            foreach (var lease in taken.Leases)
            {
                Enqueue(slot, new LeasedRequest(lease));
            }

            Place(slot);
        });
    }

    private void WakeDue()
    {
        while (_waiting.Count > 0 && _waiting.Top.WaitUntil <= Now)
        {
            var slot = _waiting.Top;
            if (slot.Queued is { Priority: null, NextDue: { } due } && due <= _time.GetUtcNow())
            {
                Refill(slot);
            }

            Place(slot);
        }
    }

    /// <summary>Puts a slot into the heap where it belongs, or out of the world when it holds nothing.</summary>
    private void Place(Slot slot)
    {
        if (slot.Active >= slot.Limits.Concurrency || slot.Refilling)
        {
            slot.Heap?.Remove(slot);
        }
        else if (slot.HeadPriority is { } priority && slot.NextAllowed <= Now)
        {
            slot.ReadyPriority = priority;
            _ready.Place(slot);
        }
        else if (slot.HeadPriority is not null || slot.NextAllowed > Now || slot.Queued.NextDue is not null)
        {
            slot.WaitUntil = slot.HeadPriority is null && slot.Queued.NextDue is { } due ? LaterOf(slot.NextAllowed, due) : slot.NextAllowed;
            _waiting.Place(slot);
        }
        else
        {
            slot.Heap?.Remove(slot);
            if (slot.Active == 0)
            {
                _slots.Remove(slot.Name);
            }
        }
    }

    private TimeSpan LaterOf(TimeSpan allowed, DateTimeOffset due)
    {
        var byClock = Now + (due - _time.GetUtcNow());
        return byClock > allowed ? byClock : allowed;
    }
}
