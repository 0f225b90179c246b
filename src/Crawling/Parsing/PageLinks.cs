using AngleSharp.Dom;

namespace Crawling.Parsing;

/// <summary>Finds the links of a page.</summary>
internal static class PageLinks
{
    public static IReadOnlyList<Link> Find(IDocument document, Url baseUrl)
    {
        List<Link> links = [];
        HashSet<Url> seen = [];
        foreach (var element in document.All)
        {
            if (element.LocalName is "a" or "area" && Read(element, baseUrl) is { } link && seen.Add(link.Url))
            {
                links.Add(link);
            }
        }

        return links;
    }

    private static Link? Read(IElement element, Url baseUrl)
    {
        if (!Url.TryParse(element.GetAttribute("href"), baseUrl, out var url) || url.Scheme is not ("http" or "https"))
        {
            return null;
        }

        var hash = url.Href.IndexOf('#', StringComparison.Ordinal);
        return new Link(
            hash < 0 ? url : Url.Parse(url.Href[..hash]),
            string.Join(' ', Words(element.TextContent)),
            hash < 0 ? "" : url.Href[(hash + 1)..],
            Words(element.GetAttribute("rel")).Contains("nofollow", StringComparer.OrdinalIgnoreCase));
    }

    private static string[] Words(string? text) => text?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
}
