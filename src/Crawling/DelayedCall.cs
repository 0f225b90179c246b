namespace Crawling;

/// <summary>A callback that the reactor will run at a time; it can be put off or cancelled until then, from any thread.</summary>
public sealed class DelayedCall
{
    private readonly Timers _timers;

    internal DelayedCall(Timers timers, Action callback)
    {
        _timers = timers;
        Callback = callback;
    }

    /// <summary>Whether it still waits to be called.</summary>
    public bool Active { get; internal set; }

    /// <summary>When it is to be called.</summary>
    public DateTimeOffset DueAt => _timers.ToTime(Due);

    internal Action Callback { get; }

    /// <summary>On the timers' clock.</summary>
    internal long Due { get; set; }

    /// <summary>Its place among calls due at the same time.</summary>
    internal long Order { get; set; }

    /// <summary>The call will not happen. Nothing happens if it has.</summary>
    public void Cancel() => _timers.Cancel(this);

    /// <summary>Puts it off by so much.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    /// <exception cref="InvalidOperationException">It was called or cancelled.</exception>
    public void Delay(TimeSpan extra) => _timers.Move(this, extra, fromNow: false);

    /// <summary>Has it called so much later than now.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    /// <exception cref="InvalidOperationException">It was called or cancelled.</exception>
    public void Reset(TimeSpan fromNow) => _timers.Move(this, fromNow, fromNow: true);
}
