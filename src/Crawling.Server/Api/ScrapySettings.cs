namespace Crawling.Serving;

/// <summary>Settings as clients of scrapyd write them: <c>DOWNLOAD_DELAY=2</c>, or a path of here.</summary>
internal static class ScrapySettings
{
    private static readonly Dictionary<string, (string Path, string Unit)> Known = new(StringComparer.Ordinal)
    {
        ["AUTOTHROTTLE_ENABLED"] = ("autoThrottle:enabled", ""),
        ["CLOSESPIDER_ERRORCOUNT"] = ("close:errors", ""),
        ["CLOSESPIDER_ITEMCOUNT"] = ("close:items", ""),
        ["CLOSESPIDER_PAGECOUNT"] = ("close:pages", ""),
        ["CLOSESPIDER_TIMEOUT"] = ("close:after", "s"),
        ["CONCURRENT_REQUESTS"] = ("concurrentRequests", ""),
        ["CONCURRENT_REQUESTS_PER_DOMAIN"] = ("concurrentRequestsPerHost", ""),
        ["COOKIES_ENABLED"] = ("cookies:enabled", ""),
        ["DEPTH_LIMIT"] = ("depth:limit", ""),
        ["DOWNLOAD_DELAY"] = ("download:delay", "s"),
        ["DOWNLOAD_MAXSIZE"] = ("download:maxBodySize", ""),
        ["DOWNLOAD_TIMEOUT"] = ("download:timeout", "s"),
        ["RANDOMIZE_DOWNLOAD_DELAY"] = ("download:randomizeDelay", ""),
        ["RETRY_TIMES"] = ("retry:times", ""),
        ["USER_AGENT"] = ("userAgent", ""),
    };

    /// <exception cref="SettingsException">One is not <c>name=value</c>.</exception>
    public static Dictionary<string, string> Translate(IEnumerable<string?> settings)
    {
        var translated = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var setting in settings)
        {
            if (setting?.Split('=', 2) is not [var name, var value])
            {
                throw new SettingsException($"'setting' is '{setting}' but must be name=value");
            }

            var (path, unit) = Known.GetValueOrDefault(name, (name, ""));
            translated[path] = value + unit;
        }

        return translated;
    }
}
