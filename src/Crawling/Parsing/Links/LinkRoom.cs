using System.Diagnostics.CodeAnalysis;

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

    /// <summary>The http or https URL of a reference; false also when there is no room left.</summary>
    public bool TryJoin(string? reference, Url baseUrl, [NotNullWhen(true)] out Url? url)
    {
        url = null;
        if (_left <= 0 || !Url.TryParse(reference, baseUrl, out url))
        {
            return false;
        }

        _left -= SizeOfObjects + (url.Href.Length * sizeof(char));
        return url.Scheme is "http" or "https";
    }

    /// <summary>The text of a link in its place.</summary>
    public string Keep(string text)
    {
        _left -= text.Length * sizeof(char);
        return text;
    }
}
