using System.Security.Cryptography;
using System.Text;

namespace Crawling.Cache;

/// <summary>Under what a response is found again. All of it are digests: nothing that a request has sent can be read in the file.</summary>
internal static class CacheKey
{
    private const int Size = 16;

    /// <summary>Of a response that stands for its URL whatever the request's header fields.</summary>
    public static readonly byte[] NoVariant = [];

    /// <summary>The first bytes of SHA-256, of texts that are told apart.</summary>
    public static byte[] Digest(params ReadOnlySpan<string?> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts)
        {
            hash.AppendData(text is null ? [1] : [.. Encoding.UTF8.GetBytes(text), 0]);
        }

        return hash.GetHashAndReset()[..Size];
    }

    /// <summary>The first bytes of SHA-256.</summary>
    public static byte[] Digest(ReadOnlySpan<byte> bytes) => SHA256.HashData(bytes)[..Size];

    /// <summary>Of a URL, its fragment aside: as it is sent, for servers may tell apart what the canonical form does not.</summary>
    public static byte[] Of(Url url) => Digest(Target(url));

    /// <summary>Of a request. What belongs to one user is not for another: each cookie jar, and each Authorization if told so, is one.</summary>
    public static byte[] Of(Request request, bool byAuthorization) => Digest(
        request.Method,
        Target(request.Url),
        request.Body.IsEmpty ? null : Convert.ToHexString(SHA256.HashData(request.Body.Span)),
        request.Handler,
        request.CookieJar,
        byAuthorization ? request.Headers["Authorization"] : null);

    /// <summary>Of the header fields of a request that select a response, by its Vary (RFC 9111, section 4.1).</summary>
    public static byte[] Variant(HeaderList response, Request request)
    {
        var names = VaryOf(response);
        return names.Count == 0 ? NoVariant : Digest([.. names.SelectMany(name => (string?[])[name, Normal(request, name)])]);
    }

    /// <summary>The names in Vary, in one order and in small letters.</summary>
    public static IReadOnlyCollection<string> VaryOf(HeaderList response) =>
    [
        .. response.GetAll("Vary").SelectMany(Members).Select(name => name.ToLowerInvariant()).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>What of a URL is sent: it without its fragment.</summary>
    public static string Target(Url url)
    {
        var fragment = url.Href.IndexOf('#', StringComparison.Ordinal);
        return fragment < 0 ? url.Href : url.Href[..fragment];
    }

    /// <summary>Several lines count as one, and white space around commas does not.</summary>
    private static string? Normal(Request request, string name) => request.Headers.Contains(name)
        ? string.Join(',', request.Headers.GetAll(name).SelectMany(Members))
        : name == "cookie" && request.Cookies is { Count: > 0 } cookies
            ? string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"))
            : null;

    private static string[] Members(string line) => line.Split(',', StringSplitOptions.TrimEntries);
}
