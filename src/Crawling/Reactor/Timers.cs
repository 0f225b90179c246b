namespace Crawling;

/// <summary>The delayed calls of a reactor, soonest first, on the monotonic clock of its time provider.</summary>
internal sealed class Timers : IDisposable
{
    // A timer takes no more than 49 days; a call that is further away has the loop look again.
    private static readonly TimeSpan LongestAlarm = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly Action _wake;
    private readonly ITimer _alarm;
    private readonly PriorityQueue<DelayedCall, (long Due, long Order)> _calls = new();
    private long _order;
    private long _alarmAt = long.MaxValue;
    private int _stale;

    public Timers(TimeProvider time, Action wake)
    {
        _time = time;
        _wake = wake;
        _alarm = time.CreateTimer(_ => wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Tells the calls made so far from those made later.</summary>
    public long Turn
    {
        get
        {
            lock (_lock)
            {
                return _order;
            }
        }
    }

    public DelayedCall Add(TimeSpan delay, Action callback)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        lock (_lock)
        {
            var call = new DelayedCall(this, callback) { Active = true };
            Enqueue(call, Later(_time.GetTimestamp(), delay));
            return call;
        }
    }

    public void Cancel(DelayedCall call)
    {
        lock (_lock)
        {
            if (call.Active)
            {
                call.Active = false;
                _stale++;
                DropStale();
            }
        }
    }

    public void Move(DelayedCall call, TimeSpan by, bool fromNow)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (_lock)
        {
            if (!call.Active)
            {
                throw new InvalidOperationException("The call was made or cancelled already.");
            }

            _stale++;
            Enqueue(call, Later(fromNow ? _time.GetTimestamp() : call.Due, by));
            DropStale();
        }
    }

    /// <summary>The next call that is due and was made before a turn, no longer active; null if none is, with the alarm set for the soonest.</summary>
    public DelayedCall? TakeDue(long turn)
    {
        lock (_lock)
        {
            while (_calls.TryPeek(out var call, out var key))
            {
                if (IsStale(call, key.Order))
                {
                    _calls.Dequeue();
                    _stale--;
                    continue;
                }

                if (key.Order >= turn || key.Due > _time.GetTimestamp())
                {
                    SetAlarm(key.Due);
                    return null;
                }

                _calls.Dequeue();
                call.Active = false;
                return call;
            }

            _alarmAt = long.MaxValue;
            return null;
        }
    }

    public DateTimeOffset ToTime(long due) => _time.GetUtcNow() + _time.GetElapsedTime(_time.GetTimestamp(), due);

    public void Dispose() => _alarm.Dispose();

    private static bool IsStale(DelayedCall call, long order) => !call.Active || call.Order != order;

    private void Enqueue(DelayedCall call, long due)
    {
        call.Due = due;
        call.Order = _order++;
        _calls.Enqueue(call, (due, call.Order));
        if (due < _alarmAt)
        {
            SetAlarm(due);
        }
    }

    private void SetAlarm(long due)
    {
        _alarmAt = due;
        var wait = _time.GetElapsedTime(_time.GetTimestamp(), due);
        if (wait <= TimeSpan.Zero)
        {
            _wake();
            return;
        }

        // A timer counts whole milliseconds: rounded up, so that the call is due when it rings.
        _alarm.Change(
            wait < LongestAlarm ? TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)) : LongestAlarm,
            Timeout.InfiniteTimeSpan);
    }

    // Cancelled and moved calls stay in the heap until they come up; when they are most of it, it is built anew.
    private void DropStale()
    {
        if (_stale < 64 || _stale * 2 < _calls.Count)
        {
            return;
        }

        var live = _calls.UnorderedItems.Where(entry => !IsStale(entry.Element, entry.Priority.Order)).ToArray();
        _calls.Clear();
        _calls.EnqueueRange(live);
        _stale = 0;
    }

    private long Later(long from, TimeSpan by) =>
        (long)Int128.Min(long.MaxValue, from + ((Int128)by.Ticks * _time.TimestampFrequency / TimeSpan.TicksPerSecond));
}
