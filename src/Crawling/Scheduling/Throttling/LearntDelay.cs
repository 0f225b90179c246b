namespace Crawling.Throttling;

/// <summary>
/// The delay that suits a host, learnt from its answers. It aims at the latency divided by the target concurrency: at once if that is longer,
/// half of the way with each page if it is shorter. A refusal doubles it, and from then on it comes down by tenths, or every second request
/// would be refused.
/// </summary>
internal sealed class LearntDelay
{
    private const double Half = 0.5;
    private const double Tenth = 0.1;

    private readonly AutoThrottleOptions _options;
    private TimeSpan? _refusedAt;

    public LearntDelay(AutoThrottleOptions options, TimeSpan? known = null)
    {
        _options = options;
        Value = Shorter(known ?? options.StartDelay, options.MaxDelay);
    }

    public TimeSpan Value { get; private set; }

    /// <param name="answer">What the host has answered.</param>
    /// <param name="sent">When it was asked, on the same clock as <paramref name="now"/>.</param>
    /// <param name="least">The delay that holds whatever is learnt.</param>
    /// <param name="now">The time.</param>
    public void Learn(HostAnswer answer, TimeSpan sent, TimeSpan least, TimeSpan now)
    {
        var current = Longer(Value, least);
        var target = answer.Latency / _options.TargetConcurrency;
        if (answer.IsRefusal)
        {
            // What was under way when the host refused says the same again.
            if (!(sent < _refusedAt))
            {
                _refusedAt = now;
                Set(Longer(2 * current, _options.StartDelay));
            }
        }
        else if (target > current)
        {
            Set(target);
        }
        else if (answer.IsPage)
        {
            Set(current + ((target - current) * (_refusedAt is null ? Half : Tenth)));
        }

        void Set(TimeSpan delay) => Value = Shorter(Longer(delay, least), _options.MaxDelay);
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
