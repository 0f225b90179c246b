using System.Diagnostics.CodeAnalysis;
using Crawling.Throttling;

namespace Crawling.Scheduling;

/// <summary>
/// The slots of a crawl: those that may go stand in a heap by their rank, those that must wait in a heap by time, so that the next one is found
/// in O(log slots) however many hosts there are. One that holds nothing is forgotten once its pause is over. Used on the loop only.
/// </summary>
internal sealed class Slots
{
    private readonly TimeProvider _time;
    private readonly ThrottleState? _state;
    private readonly long _started;
    private readonly Dictionary<string, Slot> _byName = new(StringComparer.Ordinal);
    private readonly SlotHeap _ready = new(static (one, other) =>
        one.ReadyRank != other.ReadyRank ? one.ReadyRank.CompareTo(other.ReadyRank)
        : one.Active != other.Active ? one.Active.CompareTo(other.Active)
        : one.Turn.CompareTo(other.Turn));

    private readonly SlotHeap _waiting = new(static (one, other) => one.WaitUntil.CompareTo(other.WaitUntil));
    private CrawlPace _pace;
    private long _turn;
    private bool _draining;

    /// <param name="pace">How fast they may go.</param>
    /// <param name="time">The clock of delays.</param>
    /// <param name="state">Where it is kept how long each has to wait; null in a crawl that is not resumed.</param>
    public Slots(CrawlPace pace, TimeProvider time, ThrottleState? state = null)
    {
        _pace = pace;
        _time = time;
        _state = state;
        _started = time.GetTimestamp();
    }

    public int Count => _byName.Count;

    public IEnumerable<Slot> All => _byName.Values;

    /// <summary>Some of those that go next, and of those that wait the shortest.</summary>
    public IEnumerable<Slot> Next(int count) => _ready.First(count).Concat(_waiting.First(count));

    /// <summary>How many may go.</summary>
    public int Ready => _ready.Count;

    /// <summary>The time on the scheduler's clock.</summary>
    public TimeSpan Now => _time.GetElapsedTime(_started);

    /// <summary>A timestamp of the time provider on the scheduler's clock.</summary>
    public TimeSpan At(long timestamp) => _time.GetElapsedTime(_started, timestamp);

    public Slot Of(string name)
    {
        if (!_byName.TryGetValue(name, out var slot))
        {
            _byName.Add(name, slot = new Slot(name, new SlotPace(_pace.LimitsOf(name))) { Turn = ++_turn });
        }

        return slot;
    }

    /// <summary>The one that goes next.</summary>
    public bool TryPeek([NotNullWhen(true)] out Slot? slot)
    {
        slot = _ready.Count > 0 ? _ready.Top : null;
        return slot is not null;
    }

    /// <summary>Readies those whose time has come.</summary>
    /// <returns>How long until that of the next; null if none waits.</returns>
    public TimeSpan? Wake()
    {
        var now = Now;
        while (_waiting.Count > 0 && _waiting.Top.WaitUntil <= now)
        {
            Place(_waiting.Top);
        }

        return _waiting.Count == 0 ? null : _waiting.Top.WaitUntil - now;
    }

    /// <summary>A request of a slot goes.</summary>
    public void Serve(Slot slot, LeasedRequest request)
    {
        request.TakenAt = Now;
        slot.Active++;
        slot.Turn = ++_turn;
        slot.Pace.CrawlDelay = request.Robots?.CrawlDelay ?? slot.Pace.CrawlDelay;
        slot.Pace.Sent(request.TakenAt);
        Keep(slot);
        Place(slot);
    }

    /// <summary>Holds all of them to other limits.</summary>
    public void Use(CrawlPace pace)
    {
        _pace = pace;
        foreach (var slot in _byName.Values.ToArray())
        {
            slot.Pace.Limits = pace.LimitsOf(slot.Name);
            Place(slot);
        }
    }

    /// <summary>Goes on where a former run has ended.</summary>
    public void Restore()
    {
        if (_state is null)
        {
            return;
        }

        foreach (var (name, clock) in _state.Restored)
        {
            var slot = Of(name);
            slot.Pace.Restore(clock, Now);
            Place(slot);
        }
    }

    /// <summary>From now on nothing of the frontier goes, so that it is known how long each has to wait.</summary>
    public void Drain()
    {
        _draining = true;
        foreach (var slot in _byName.Values)
        {
            Keep(slot);
        }
    }

    /// <summary>Keeps where the pace of a slot stands, after it has changed.</summary>
    public void Keep(Slot slot) => _state?.Set(slot.Name, slot.Pace.ClockAt(Now, goesOn: !_draining));

    /// <summary>Puts a slot into the heap where it belongs, or out of the world when it holds nothing.</summary>
    public void Place(Slot slot)
    {
        var now = Now;
        var wallClock = _time.GetUtcNow();
        if (slot.Room <= 0 || slot.IsHeldUp)
        {
            // The release, or the end of the take, brings it back.
            slot.Heap?.Remove(slot);
        }
        else if (slot.WaitAt(now, wallClock) is var wait && wait > TimeSpan.Zero)
        {
            slot.WaitUntil = now + wait;
            _waiting.Place(slot);
        }
        else if (!slot.IsEmpty)
        {
            slot.ReadyRank = slot.RankAt(wallClock);
            _ready.Place(slot);
        }
        else
        {
            slot.Heap?.Remove(slot);
            if (slot.Active == 0 && slot.Held.Count == 0)
            {
                _byName.Remove(slot.Name);
                _state?.Set(slot.Name, null);
            }
        }
    }
}
