using Crawling.Robots;

namespace Crawling.Parsing;

/// <summary>Reads what a page asks of crawlers, as the search engines document it.</summary>
internal static class PageDirectives
{
    /// <summary>Directives that have a value behind a colon: it makes no name of a crawler of them.</summary>
    private static readonly string[] WithValue = ["unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"];

    public static RobotsDirectives Of(Response response)
    {
        var crawler = ProductToken.OfUserAgent(response.Request.Headers["User-Agent"] ?? "").ToString();
        string[] asked =
        [
            .. response.Headers.GetAll("X-Robots-Tag").SelectMany(value => InHeader(value, crawler)),
            .. response.Page.Metas.Where(meta => IsFor(meta.Name, crawler)).SelectMany(meta => Words(meta.Content)),
        ];
        return new(Asks("noindex"), Asks("nofollow"));

        bool Asks(string directive) => asked.Any(word => Is(word, directive) || Is(word, "none"));
    }

    /// <summary><c>noindex, otherbot: nofollow</c>: a name holds for all that follows it in the field.</summary>
    private static IEnumerable<string> InHeader(string value, string crawler)
    {
        var holds = true;
        foreach (var word in Words(value))
        {
            var colon = word.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && !WithValue.Contains(word[..colon].Trim(), StringComparer.OrdinalIgnoreCase))
            {
                holds = Is(word[..colon].Trim(), crawler);
            }

            if (holds)
            {
                yield return word[(colon + 1)..].Trim();
            }
        }
    }

    private static bool IsFor(string name, string crawler) => Is(name, "robots") || (crawler.Length > 0 && Is(name, crawler));

    private static bool Is(string word, string other) => word.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static string[] Words(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
