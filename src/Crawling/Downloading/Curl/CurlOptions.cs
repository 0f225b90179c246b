using System.Collections.Frozen;

namespace Crawling.Curl;

/// <summary>The names of curl's options.</summary>
internal static class CurlOptions
{
    private static readonly FrozenDictionary<char, string> ShortNames = new Dictionary<char, string>
    {
        ['A'] = "user-agent", ['b'] = "cookie", ['d'] = "data", ['D'] = "dump-header", ['e'] = "referer", ['f'] = "fail", ['F'] = "form",
        ['g'] = "globoff", ['G'] = "get", ['H'] = "header", ['i'] = "include", ['I'] = "head", ['k'] = "insecure", ['L'] = "location",
        ['m'] = "max-time", ['N'] = "no-buffer", ['o'] = "output", ['s'] = "silent", ['S'] = "show-error", ['u'] = "user", ['v'] = "verbose",
        ['w'] = "write-out", ['x'] = "proxy", ['X'] = "request", ['#'] = "progress-bar",
    }.ToFrozenDictionary();

    /// <summary>They say how curl works and what it shows, or what is a setting of the crawl (the check of certificates) or done anyway
    /// (redirects, compression).</summary>
    private static readonly FrozenSet<string> Ignored = FrozenSet.Create(
        StringComparer.Ordinal,
        "compressed", "connect-timeout", "dump-header", "fail", "fail-with-body", "globoff", "http1.1", "http2", "include", "insecure", "location",
        "max-redirs", "no-buffer", "no-progress-meter", "output", "path-as-is", "progress-bar", "retry", "show-error", "silent", "verbose", "write-out");

    private static readonly FrozenSet<string> WithArgument = FrozenSet.Create(
        StringComparer.Ordinal,
        "connect-timeout", "cookie", "data", "dump-header", "form", "header", "max-redirs", "max-time", "output", "proxy", "referer", "request",
        "retry", "user", "user-agent", "write-out");

    /// <summary>The long name of a letter; the letter if it has none.</summary>
    public static string NameOf(char letter) => ShortNames.GetValueOrDefault(letter, letter.ToString());

    /// <summary>Known of the options that are ignored or have a letter.</summary>
    public static bool HasArgument(string name) => WithArgument.Contains(name);

    public static bool IsIgnored(string name) => Ignored.Contains(name);
}
