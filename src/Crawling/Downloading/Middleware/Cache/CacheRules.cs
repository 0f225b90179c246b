namespace Crawling.Cache;

/// <summary>What holds for every policy.</summary>
internal sealed class CacheRules(CrawlerOptions options)
{
    /// <summary>RFC 9309, section 2.4.</summary>
    private static readonly TimeSpan LongestUseOfRobots = TimeSpan.FromHours(24);

    /// <summary>The age past which what is stored for a request is not used unasked; null: none.</summary>
    public static TimeSpan? OldestFor(Request request) => request.Url.Path == "/robots.txt" ? LongestUseOfRobots : null;

    /// <summary>Whether a stored body is within the limit of a request.</summary>
    public bool Fits(Request request, CachedHead stored) => stored.BodySize <= LimitOf(request);

    /// <summary>Whether a response is whole, and of a status that is kept.</summary>
    public bool MayStore(Request request, Response response) =>
        response.Flags.Count == 0
        && !(request.CutsBody && response.Body.Length >= LimitOf(request))
        && !options.Cache.IgnoredStatuses.Contains(response.Status);

    private long LimitOf(Request request) => request.MaxBodySize ?? options.Download.MaxBodySize;
}
