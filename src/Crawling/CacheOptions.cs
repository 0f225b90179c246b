namespace Crawling;

/// <summary>Whether and how responses are kept for later crawls.</summary>
public sealed class CacheOptions
{
    /// <summary>What is kept and when it is used again. Default: nothing is.</summary>
    public CachePolicy Policy { get; set; }

    /// <summary>Where it is kept. Default: <c>.crawler/cache.db</c> beside <c>crawler.json</c>, without one in the current folder.</summary>
    public string? File { get; set; }

    /// <summary>The size of what is kept in bytes; over it the responses used longest ago go. Default: 1 GiB.</summary>
    public long MaxSize { get; set; } = 1 << 30;

    /// <summary>How long <see cref="CachePolicy.Everything"/> uses a response. Default: for ever.</summary>
    public TimeSpan? Expiration { get; set; }

    /// <summary>The statuses that are not kept. Default: 408, 429, 500, 502, 503, 504, 522, 524, those of failures that may pass.</summary>
    public List<int> IgnoredStatuses { get; set; } = [408, 429, 500, 502, 503, 504, 522, 524];

    /// <summary>The methods of requests that the cache lets pass. Default: none.</summary>
    public List<string> IgnoredMethods { get; set; } = [];

    /// <summary>The URL schemes of requests that the cache lets pass. Default: none.</summary>
    public List<string> IgnoredSchemes { get; set; } = [];

    /// <summary>Whether a request that has no stored response fails instead of being sent. Default: false.</summary>
    public bool IgnoreMissing { get; set; }

    /// <summary>Whether <see cref="CachePolicy.Rfc9111"/> takes a response that does not say how long it is fresh to be so for a tenth of the time
    /// since its Last-Modified (RFC 9111, section 4.2.2). Default: false.</summary>
    public bool HeuristicFreshness { get; set; }
}

/// <summary>Which responses a cache keeps, and when it uses them.</summary>
public enum CachePolicy
{
    /// <summary>None.</summary>
    Off,

    /// <summary>As a browser: what the server allows to keep, for as long as it says, asked after when stale (RFC 9111, a private cache).</summary>
    Rfc9111,

    /// <summary>Everything, for as long as <see cref="CacheOptions.Expiration"/>, whatever the server says: to develop a spider with.</summary>
    Everything,
}
