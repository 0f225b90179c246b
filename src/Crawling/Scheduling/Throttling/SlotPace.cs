namespace Crawling.Throttling;

/// <summary>When the next request of a slot may go: here the delay of the settings, Crawl-delay, what auto-throttle has learnt, and the rests that
/// a host asks for come together. All times are on the scheduler's clock.</summary>
internal sealed class SlotPace
{
    /// <summary>How long a learnt delay is remembered when nothing is heard of the host.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    private SlotLimits _limits;
    private LearntDelay? _learnt;
    private TimeSpan? _sent;
    private TimeSpan _heard;
    private double _jitter = 1;

    public SlotPace(SlotLimits limits)
    {
        _limits = limits;
        Limits = limits;
    }

    /// <summary>What the settings say; may change.</summary>
    public SlotLimits Limits
    {
        get => _limits;
        set
        {
            _limits = value;
            _learnt = value.AutoThrottle is { } options ? _learnt ?? new LearntDelay(options) : null;
        }
    }

    /// <summary>What the robots.txt of the origin served last asks for.</summary>
    public TimeSpan CrawlDelay { get; set; }

    /// <summary>Before this time the host does not want to be asked.</summary>
    public TimeSpan RestsUntil { get; private set; }

    public bool HasDelay => Delay > TimeSpan.Zero || CrawlDelay > TimeSpan.Zero;

    /// <summary>Before this time none may go.</summary>
    public TimeSpan NextAllowed => _sent is { } sent ? Longer(sent + Pause, RestsUntil) : RestsUntil;

    /// <summary>When nothing of it need be remembered any more.</summary>
    public TimeSpan ForgottenAt => _learnt is null ? NextAllowed : Longer(_heard + Memory, NextAllowed);

    /// <summary>Between two requests, before it is varied.</summary>
    public TimeSpan Delay => _learnt is null ? _limits.Delay : Longer(_limits.Delay, _learnt.Value);

    /// <summary>After the request that was sent last.</summary>
    private TimeSpan Pause => Longer(CrawlDelay, Delay * _jitter);

    public void Sent(TimeSpan now)
    {
        _sent = _heard = now;
        _jitter = _limits.Randomize ? 0.5 + Random.Shared.NextDouble() : 1;
    }

    /// <summary>A request that counted as sent was not: unless another has followed, none need wait for it.</summary>
    public void Unsent(TimeSpan sent)
    {
        if (_sent == sent)
        {
            _sent = null;
        }
    }

    /// <summary>Lets none go for so long.</summary>
    /// <returns>False if they wait as long anyway.</returns>
    public bool Rest(TimeSpan now, TimeSpan wait)
    {
        var isLonger = wait > TimeSpan.Zero && now + wait > NextAllowed;
        if (isLonger)
        {
            RestsUntil = now + wait;
        }

        return isLonger;
    }

    /// <summary>Learns from an answer, if it learns at all.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="sent">When it was asked for.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether the delay is another now.</returns>
    public bool Hear(HostAnswer answer, TimeSpan sent, TimeSpan now)
    {
        var before = Delay;
        _heard = now;
        _learnt?.Learn(answer, sent, Longer(_limits.Delay, CrawlDelay), now);
        return Delay != before;
    }

    /// <summary>What a resumed crawl has to know.</summary>
    /// <param name="now">The time.</param>
    /// <param name="goesOn">Whether a further request is sent as soon as it may be. Nothing is kept in the moment of sending: so the pause after
    /// that one counts too, lest a process that dies meanwhile be followed by one that does not wait for it.</param>
    public SlotClock ClockAt(TimeSpan now, bool goesOn) =>
        new(Longer(NextAllowed - now, TimeSpan.Zero) + (goesOn ? Pause : TimeSpan.Zero), _learnt?.Value);

    public void Restore(SlotClock clock, TimeSpan now)
    {
        _heard = now;
        RestsUntil = now + clock.Wait;
        if (_learnt is not null && clock.Learnt is { } known)
        {
            _learnt = new LearntDelay(_limits.AutoThrottle!, known);
        }
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}

/// <summary>Where the pace of a slot stands.</summary>
/// <param name="Wait">How long none may go.</param>
/// <param name="Learnt">The delay that auto-throttle has learnt; null if it learns none.</param>
internal readonly record struct SlotClock(TimeSpan Wait, TimeSpan? Learnt);
