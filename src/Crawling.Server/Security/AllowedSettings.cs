using Crawling.Configuration;

namespace Crawling.Serving;

/// <summary>The settings that may be given over HTTP: pace, limits, retries. None that names a file, an address or a credential, or takes a guard
/// away; those stand in <c>crawler.json</c>.</summary>
internal static class AllowedSettings
{
    /// <summary>A name stands for all beneath it.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "userAgent", "concurrentRequests", "concurrentRequestsPerHost", "concurrentCallbacks", "concurrentItems", "callbackTimeout",
        "download:delay", "download:randomizeDelay", "download:timeout", "download:headersTimeout", "download:bodyIdleTimeout",
        "download:maxBodySize", "download:maxRedirects", "download:keepTruncated", "hosts", "autoThrottle", "cookies:enabled", "retry", "depth",
        "urls", "traps", "close", "items", "frontier:order", "statistics", "robots:maxCrawlDelay", "robots:obeyNoFollow", "robots:obeyNoIndex",
    ];

    /// <exception cref="SettingsException">One of them may not.</exception>
    public static void Check(IEnumerable<string> paths)
    {
        if (paths.FirstOrDefault(path => !Names.Any(name => IsUnder(path, name))) is { } refused)
        {
            var right = NearestName.Of(refused, Names) is { } nearest ? $"did you mean '{nearest}'?" : $"these may: {string.Join(", ", Names)}";
            throw new SettingsException($"the setting '{refused}' may not be given over HTTP; {right}");
        }
    }

    private static bool IsUnder(string path, string name) =>
        path.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (path.Length == name.Length || path[name.Length] == ':');
}
