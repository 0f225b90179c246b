namespace Crawling.Cookies;

/// <summary>Which hosts and paths a cookie belongs to (RFC 6265bis, sections 5.1.3 and 5.1.4).</summary>
internal static class CookieScope
{
    public static bool IsSecure(Url url) => url.Scheme is "https" or "wss";

    /// <summary>Whether a host is a domain or lies below it.</summary>
    public static bool Covers(string domain, string host) =>
        host == domain
        || (host.EndsWith(domain, StringComparison.Ordinal) && host[^(domain.Length + 1)] == '.' && !IsAddress(host));

    /// <summary>The domains whose cookies a host may get: itself and those above it.</summary>
    public static IEnumerable<string> DomainsOver(string host)
    {
        yield return host;
        for (var dot = host.IndexOf('.', StringComparison.Ordinal); dot >= 0 && !IsAddress(host); dot = host.IndexOf('.', dot + 1))
        {
            yield return host[(dot + 1)..];
        }
    }

    /// <summary>Whether a path is another or lies below it.</summary>
    public static bool PathCovers(string path, string requested) =>
        requested.StartsWith(path, StringComparison.Ordinal)
        && (requested.Length == path.Length || path.EndsWith('/') || requested[path.Length] == '/');

    /// <summary>The folder of a URL, without the slash at its end.</summary>
    public static string DefaultPath(Url url)
    {
        var path = url.Path;
        var end = path.LastIndexOf('/');
        return end > 0 ? path[..end] : "/";
    }

    /// <summary>By the URL standard a host that ends in a number is an IPv4 address.</summary>
    private static bool IsAddress(string host) =>
        host[^1] == ']' || (char.IsAsciiDigit(host[^1]) && !host.AsSpan(host.LastIndexOf('.') + 1).ContainsAnyExceptInRange('0', '9'));
}
