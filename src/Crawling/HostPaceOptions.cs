namespace Crawling;

/// <summary>How fast the hosts that match a pattern are crawled. What is null is as for all hosts.</summary>
public sealed class HostPaceOptions
{
    /// <summary>In place of <see cref="DownloadOptions.Delay"/>.</summary>
    public TimeSpan? Delay { get; set; }

    /// <summary>In place of <see cref="DownloadOptions.RandomizeDelay"/>.</summary>
    public bool? RandomizeDelay { get; set; }

    /// <summary>In place of <see cref="CrawlerOptions.ConcurrentRequestsPerHost"/>.</summary>
    public int? ConcurrentRequests { get; set; }

    /// <summary>In place of <see cref="AutoThrottleOptions.Enabled"/>.</summary>
    public bool? AutoThrottle { get; set; }
}
