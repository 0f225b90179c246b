namespace Crawling.Recording;

/// <summary>What a replay does not leave to the settings: it waits for nobody, and goes the same way each time. What is recorded or replayed does
/// not come from a cache.</summary>
internal static class ReplaySettings
{
    public static void Apply(CrawlerOptions options)
    {
        if (options.Record.File is not null || options.Replay.File is not null)
        {
            options.Cache.Policy = CachePolicy.Off;
        }

        if (options.Replay.File is null)
        {
            return;
        }

        options.ConcurrentRequests = 1;
        options.ConcurrentCallbacks = 1;
        options.ConcurrentItems = 1;
        options.Download.Delay = TimeSpan.Zero;
        options.AutoThrottle.Enabled = false;
        options.Robots.MaxCrawlDelay = TimeSpan.Zero;
        options.Retry.BaseDelay = TimeSpan.Zero;
        options.Retry.MaxRetryAfter = TimeSpan.Zero;
        foreach (var host in options.Hosts.Values)
        {
            host.Delay = null;
            host.AutoThrottle = null;
        }
    }

    /// <summary>What would be tried again or followed later is at once.</summary>
    public static DownloaderDelegate WithoutWaits(DownloaderDelegate onion) => async (request, cancellation) =>
        await onion(request, cancellation) is var result && result.NotBefore is not null ? DownloadResult.Reschedule(result.Rescheduled!) : result;
}
