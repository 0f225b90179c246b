namespace Crawling;

/// <summary>The delayed calls of a reactor, soonest first, on the monotonic clock of its time provider.</summary>
internal sealed class Timers : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly ITimer _alarm;
    private readonly PriorityQueue<DelayedCall, (long Due, long Order)> _calls = new();
    private long _order;
    private long _alarmAt = long.MaxValue;
    private int _stale;

    public Timers(TimeProvider time, Action wake)
    {
        _time = time;
        _alarm = time.CreateTimer(_ => wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public DelayedCall Add(TimeSpan delay, Action callback)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        lock (_lock)
        {
            var call = new DelayedCall(this, callback) { Active = true, Due = _time.GetTimestamp() + ToTicks(delay) };
            Enqueue(call);
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
        lock (_lock)
        {
            if (!call.Active)
            {
                throw new InvalidOperationException("The call was made or cancelled already.");
            }

            call.Due = (fromNow ? _time.GetTimestamp() : call.Due) + ToTicks(by);
            _stale++;
            Enqueue(call);
            DropStale();
        }
    }

    /// <summary>The next call that is due, no longer active; null if none is, with the alarm set for the soonest.</summary>
    public DelayedCall? TakeDue()
    {
        lock (_lock)
        {
            while (_calls.TryPeek(out var call, out var key))
            {
                if (!call.Active || call.Due != key.Due)
                {
                    _calls.Dequeue();
                    _stale--;
                    continue;
                }

                if (key.Due > _time.GetTimestamp())
                {
                    SetAlarm(key.Due);
                    return null;
                }

                _calls.Dequeue();
                call.Active = false;
                return call;
            }

            return null;
        }
    }

    public DateTimeOffset ToTime(long due) => _time.GetUtcNow() + _time.GetElapsedTime(_time.GetTimestamp(), due);

    public void Dispose() => _alarm.Dispose();

    private void Enqueue(DelayedCall call)
    {
        _calls.Enqueue(call, (call.Due, _order++));
        if (call.Due < _alarmAt)
        {
            SetAlarm(call.Due);
        }
    }

    private void SetAlarm(long due)
    {
        _alarmAt = due;
        var wait = _time.GetElapsedTime(_time.GetTimestamp(), due);
        // A timer counts whole milliseconds: rounded up, so that the call is due when it rings.
        _alarm.Change(wait <= TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }

    // Cancelled and moved calls stay in the heap until they come up; when they are most of it, it is built anew.
    private void DropStale()
    {
        if (_stale < 64 || _stale * 2 < _calls.Count)
        {
            return;
        }

        var live = _calls.UnorderedItems.Where(entry => entry.Element.Active && entry.Element.Due == entry.Priority.Due).ToArray();
        _calls.Clear();
        _calls.EnqueueRange(live);
        _stale = 0;
    }

    private long ToTicks(TimeSpan span) => (long)(span.TotalSeconds * _time.TimestampFrequency);
}
