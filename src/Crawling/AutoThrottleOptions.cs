namespace Crawling;

/// <summary>A delay that is learnt for each host from how fast it answers. It never goes below <see cref="DownloadOptions.Delay"/> or the
/// Crawl-delay of robots.txt.</summary>
public sealed class AutoThrottleOptions
{
    /// <summary>Whether the delay is learnt. Default: false.</summary>
    public bool Enabled { get; set; }

    /// <summary>How many requests a host should have in flight on average: the delay that is aimed at is the latency divided by it.
    /// Default: 1.</summary>
    public double TargetConcurrency { get; set; } = 1;

    /// <summary>The delay to a host that has not answered yet, and the least one after it has refused. Default: 5 s.</summary>
    public TimeSpan StartDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest delay that is learnt. Default: 60 s.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(60);
}
