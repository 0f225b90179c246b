using System.Diagnostics.CodeAnalysis;
using Crawling.Throttling;

namespace Crawling.Scheduling;

/// <summary>
/// Hands out the requests that may go now, one at a time: from the slot with the highest priority at its head, then the one with the fewest in
/// flight, then the one least recently served. A host that must wait holds nobody up. Used on the loop only.
/// </summary>
internal sealed class Scheduler
{
    private readonly IFrontier _frontier;
    private readonly FrontierCalls _calls;
    private readonly Action<FrontierRequest, bool> _onAdded;
    private readonly TimeProvider _time;
    private readonly Slots _slots;
    private long _pending;
    private long _queued;
    private int _taking;
    private int _held;
    private bool _draining;

    /// <summary>Stands between the engine and its frontier.</summary>
    /// <param name="frontier">Where requests wait.</param>
    /// <param name="slots">The hosts.</param>
    /// <param name="time">The clock of what is not due yet.</param>
    /// <param name="calls">Runs the calls to the frontier.</param>
    /// <param name="onAdded">Told of every request that was added (true) or filtered as a duplicate (false).</param>
    public Scheduler(IFrontier frontier, Slots slots, TimeProvider time, FrontierCalls calls, Action<FrontierRequest, bool> onAdded)
    {
        _frontier = frontier;
        _slots = slots;
        _time = time;
        _calls = calls;
        _onAdded = onAdded;
    }

    /// <summary>Whether a request may leave its slot now; one that may not is held until <see cref="Readmit"/>. Default: all may.</summary>
    public Func<LeasedRequest, bool> Gate { get; set; } = static _ => true;

    /// <summary>Whether calls to the frontier are under way.</summary>
    public bool IsBusy => _calls.InFlight > 0;

    /// <summary>Whether all that is known to it stands in its place: no call is under way, and nothing is held at the gate.</summary>
    public bool IsSettled => !IsBusy && _held == 0;

    /// <summary>Whether no request waits or is under way.</summary>
    public bool IsDone => _pending == 0 && !IsBusy;

    /// <summary>Requests that wait. One may be taken before the call that added it has come back.</summary>
    public long Queued => Math.Max(0, _queued);

    /// <summary>Slots that hold requests or remember a delay.</summary>
    public int SlotCount => _slots.Count;

    /// <summary>How the slots with the most requests stand.</summary>
    /// <param name="count">How many of them.</param>
    /// <param name="active">What is in the downloader.</param>
    public IReadOnlyList<HostSnapshot> Busiest(int count, IEnumerable<LeasedRequest> active) => new BusiestSlots(_slots, _time).Take(count, active);

    /// <summary>Takes over what a former run has left.</summary>
    public void Claim(ClaimedRequests claimed)
    {
        _pending += claimed.Count;
        _queued += claimed.Count;
        _slots.Restore();
        foreach (var (name, left) in claimed.Slots)
        {
            var slot = _slots.Of(name);
            slot.Queued += left.Count;
            slot.Waiting = SlotHead.First(slot.Waiting, left.Head);
            _slots.Place(slot);
        }
    }

    /// <summary>Adds requests; duplicates are filtered.</summary>
    /// <param name="requests">The requests.</param>
    /// <param name="onAdded">Called when that is done.</param>
    public void Add(IReadOnlyList<FrontierRequest> requests, Action? onAdded = null) => _calls.Run(_frontier.AddAsync(requests), added =>
    {
        Added(requests, added);
        onAdded?.Invoke();
    });

    /// <summary>Adds a fetch that a callback waits for, before everything else of its slot.</summary>
    public void Add(FrontierRequest request, SubRequest subRequest)
    {
        _pending++;
        var slot = _slots.Of(request.Slot);
        slot.Enqueue(new LeasedRequest(new Lease(0, request), subRequest));
        _slots.Place(slot);
    }

    /// <summary>The next request that may go now.</summary>
    /// <param name="places">How many could be started: no more than that is leased from the frontier.</param>
    /// <param name="onlySubRequests">Whether it must be a fetch that a callback waits for.</param>
    /// <param name="request">The request.</param>
    public bool TryTake(int places, bool onlySubRequests, [NotNullWhen(true)] out LeasedRequest? request)
    {
        Wake();
        while (_slots.TryPeek(out var slot))
        {
            if ((onlySubRequests || _draining) && !slot.HasSubRequest)
            {
                break;
            }

            if (slot.MustTakeAt(_time.GetUtcNow()))
            {
                if (_taking >= places)
                {
                    break;
                }

                Take(slot, Math.Clamp((places - _taking) / _slots.Ready, 1, slot.Room));
            }

            if (!slot.IsHeldUp && slot.TryDequeue(out request))
            {
                if (Gate(request))
                {
                    Serve(slot, request);
                    return true;
                }

                slot.Held.Add(request);
                _held++;
            }

            _slots.Place(slot);
        }

        request = null;
        return false;
    }

    /// <summary>Readies the slots whose time has come.</summary>
    /// <returns>How long until that of the next; null if none waits.</returns>
    public TimeSpan? Wake() => _slots.Wake();

    /// <summary>Holds to other limits from now on.</summary>
    public void Use(CrawlPace pace) => _slots.Use(pace);

    /// <summary>A request has left the downloader: its slot has room again.</summary>
    /// <param name="request">The request.</param>
    /// <param name="wasSent">False: the host has not seen it, and its slot need not pause after it.</param>
    public void Release(LeasedRequest request, bool wasSent = true)
    {
        var slot = _slots.Of(request.Entry.Slot);
        slot.Active--;
        if (!wasSent)
        {
            slot.Pace.Unsent(request.TakenAt);
            _slots.Keep(slot);
        }

        _slots.Place(slot);
    }

    /// <summary>Puts a request that was held at the gate back into its slot.</summary>
    public void Readmit(LeasedRequest request)
    {
        var slot = _slots.Of(request.Entry.Slot);
        slot.Held.Remove(request);
        _held--;
        slot.Enqueue(request);
        _slots.Place(slot);
    }

    /// <summary>Lets nothing of a slot go for so long.</summary>
    /// <returns>False if it waits as long anyway.</returns>
    public bool CoolDown(string name, TimeSpan wait)
    {
        var slot = _slots.Of(name);
        var isLonger = slot.Pace.Rest(_slots.Now, wait);
        _slots.Keep(slot);
        _slots.Place(slot);
        return isLonger;
    }

    /// <summary>A host has answered: its slot may learn another delay from that.</summary>
    /// <returns>The delay, if it is another now.</returns>
    public TimeSpan? Hear(string name, HostAnswer answer)
    {
        var slot = _slots.Of(name);
        var isNew = slot.Pace.Hear(answer, _slots.At(answer.SentAt), _slots.Now);
        _slots.Keep(slot);
        _slots.Place(slot);
        return isNew ? slot.Pace.Delay : null;
    }

    /// <summary>Acknowledges requests, adds their children and keeps changes of state, in one transaction.</summary>
    /// <param name="completions">What is acknowledged.</param>
    /// <param name="changes">What has changed in the state of the crawl.</param>
    /// <param name="onCompleted">Called when that is done.</param>
    public void Complete(IReadOnlyList<Completion> completions, IReadOnlyList<StateChange> changes, Action? onCompleted = null) =>
        _calls.Run(_frontier.CompleteAsync(completions, changes), added =>
        {
            Completed(completions, added);
            onCompleted?.Invoke();
        });

    /// <summary>Ends a fetch that a callback waited for.</summary>
    public void CompleteSubRequest() => _pending--;

    /// <summary>From now on nothing is taken from the frontier, and what was leased ahead goes back: only the fetches that callbacks wait for
    /// still go.</summary>
    public void Drain()
    {
        _draining = true;
        _slots.Drain();
        foreach (var request in _slots.All.SelectMany(slot => slot.Leased).ToArray())
        {
            Return(request.Token);
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
                _queued++;
                var slot = _slots.Of(request.Slot);
                slot.Queued++;
                slot.Waiting = SlotHead.First(slot.Waiting, new(request.Request.Priority, request.NotBefore));
                _slots.Place(slot);
            }

            _onAdded(request, added[i]);
        }
    }

    private void Completed(IReadOnlyList<Completion> completions, bool[]?[] added)
    {
        for (var i = 0; i < added.Length; i++)
        {
            if (completions[i].Token != Completion.NoLease)
            {
                // Behind a stale token the request is another's to finish.
                _pending--;
            }

            Added(completions[i].Children, added[i] ?? []);
        }
    }

    private void Serve(Slot slot, LeasedRequest request)
    {
        if (request.SubRequest is null)
        {
            _queued--;
            slot.Queued--;
        }

        _slots.Serve(slot, request);
    }

    private void Take(Slot slot, int count)
    {
        slot.IsTaking = true;
        // What is added while the take is under way may be in its answer or not.
        slot.Waiting = null;
        _taking += count;
        _calls.Run(_frontier.TakeAsync(slot.Name, count), taken =>
        {
            _taking -= count;
            slot.IsTaking = false;
            slot.Waiting = SlotHead.First(slot.Waiting, taken.Next);
            foreach (var lease in taken.Leases)
            {
                if (_draining)
                {
                    Return(lease.Token);
                }
                else
                {
                    slot.Enqueue(new LeasedRequest(lease));
                }
            }

            _slots.Place(slot);
        });
    }

    private void Return(long token) => _calls.Run(_frontier.ReturnAsync(token, null), static _ => { });
}
