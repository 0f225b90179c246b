using Crawling.Throttling;

namespace Crawling;

/// <summary>How fast a crawl may go. Each limit may be changed while it runs, from any thread, and holds at once for all that waits; what is in
/// flight goes on.</summary>
public sealed class CrawlLimits
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(int.MaxValue);

    private readonly Lock _lock = new();
    private readonly Action<CrawlPace> _onChanged;
    private volatile CrawlPace _pace;

    internal CrawlLimits(CrawlerOptions options, Action<CrawlPace> onChanged)
    {
        _pace = CrawlPace.Of(options);
        _onChanged = onChanged;
    }

    /// <summary>Requests in flight at once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int ConcurrentRequests
    {
        get => _pace.ConcurrentRequests;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            Change(pace => pace with { ConcurrentRequests = value });
        }
    }

    /// <summary>Requests in flight at once to one host (one slot).</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int ConcurrentRequestsPerHost
    {
        get => _pace.Usual.Concurrency;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            Change(pace => pace with { Usual = pace.Usual with { Concurrency = value } });
        }
    }

    /// <summary>Between two requests of one host (one slot).</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or longer than 24 days.</exception>
    public TimeSpan DownloadDelay
    {
        get => _pace.Usual.Delay;
        set
        {
            CheckDelay(value);
            Change(pace => pace with { Usual = pace.Usual with { Delay = value } });
        }
    }

    internal CrawlPace Pace => _pace;

    /// <summary>Sets the limits of some hosts, in place of what <see cref="CrawlerOptions.Hosts"/> said of the same pattern.</summary>
    /// <param name="pattern">A host's name, in which <c>*</c> may stand for any part.</param>
    /// <param name="limits">The limits; null takes those of the pattern away.</param>
    /// <exception cref="ArgumentException">The pattern is none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A limit is out of its range.</exception>
    public void SetHost(string pattern, HostPaceOptions? limits)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (!HostPatterns.IsPattern(pattern))
        {
            throw new ArgumentException($"'{pattern}' is not {HostPatterns.Expected}.", nameof(pattern));
        }

        CheckDelay(limits?.Delay ?? TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(limits?.ConcurrentRequests ?? 1, 1, nameof(limits));
        Change(pace => pace with { Hosts = pace.Hosts.With(pattern, limits) });
    }

    private static void CheckDelay(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, LongestDelay);
    }

    private void Change(Func<CrawlPace, CrawlPace> change)
    {
        lock (_lock)
        {
            _pace = change(_pace);
            _onChanged(_pace);
        }
    }
}
