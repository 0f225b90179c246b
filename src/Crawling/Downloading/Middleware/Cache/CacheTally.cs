using Microsoft.Extensions.Logging;

namespace Crawling.Cache;

/// <summary>Counts what a cache does, under Scrapy's key names.</summary>
internal sealed class CacheTally(Crawler crawler)
{
    private readonly ILogger _logger = crawler.CreateLogger("Crawling");

    public void Hit(Request request) => Used("hit", request, "unasked");

    public void Revalidated(Request request) => Used("revalidate", request, "as the host says that it still holds");

    public void Recovered(Request request) => Used("errorrecovery", request, "as the host fails");

    public void Miss() => Count("miss");

    /// <summary>The host has answered what is not stored.</summary>
    public void Firsthand() => Count("firsthand");

    public void Invalidated(int count)
    {
        if (count > 0)
        {
            Count("invalidate", count);
        }
    }

    public void Stored(bool isStored) => Count(isStored ? "store" : "uncacheable");

    /// <summary>A request is not sent, as nothing is stored for it.</summary>
    public DownloadResult Ignored(Request request)
    {
        Count("ignore");
        return DownloadResult.Refuse(FailureReason.Other, $"{request} is not in the cache, and cache:ignoreMissing has it not sent.");
    }

    private void Used(string key, Request request, string why)
    {
        Count(key);
        CacheLog.Used(_logger, request, why);
    }

    private void Count(string key, int count = 1) => crawler.Statistics.Add($"httpcache/{key}", count);
}
