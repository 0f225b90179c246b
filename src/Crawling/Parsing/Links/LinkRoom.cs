using System.Diagnostics.CodeAnalysis;
using AngleSharp.Dom;

namespace Crawling.Links;

/// <summary>What the links of one page may take: relative ones below a long base, and texts of links that lie within each other, would come to many
/// times the page.</summary>
internal sealed class LinkRoom
{
    /// <summary>A base that is longer is none.</summary>
    public const int LongestBase = 64 << 10;

    /// <summary>Of a link, besides its characters.</summary>
    private const int SizeOfObjects = 160;

    private long _left = 256 << 20;

    public bool IsFull => _left <= 0;

    public static string TextOf(IElement element) => string.Join(' ', Words(element.TextContent));

    /// <summary>The http or https URL of a reference, its fragment apart; false also when there is no room left.</summary>
    public bool TryJoin(string? reference, Url baseUrl, [NotNullWhen(true)] out Url? target, out string fragment)
    {
        target = null;
        fragment = "";
        if (IsFull || !Url.TryParse(reference, baseUrl, out target))
        {
            return false;
        }

        Take(target);
        if (target.Scheme is not ("http" or "https"))
        {
            return false;
        }

        var hash = target.Href.IndexOf('#', StringComparison.Ordinal);
        if (hash >= 0)
        {
            fragment = target.Href[(hash + 1)..];
            target = target.WithoutFragment();
        }

        return true;
    }

    public void Take(Url target) => _left -= SizeOfObjects + (target.Href.Length * sizeof(char));

    /// <summary>A link in its place.</summary>
    public Link Keep(Url target, string fragment, string text, string? relation)
    {
        _left -= text.Length * sizeof(char);
        return new Link(target, text, fragment, relation is not null && Words(relation).Contains("nofollow", StringComparer.OrdinalIgnoreCase));
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
