using Crawling.Parsing;
using Crawling.Sitemaps;

namespace Crawling;

/// <summary>The addresses that a site lists for crawlers, by the protocol of sitemaps.org: XML, plain text, RSS or Atom, each also as
/// gzip.</summary>
public sealed class Sitemap
{
    /// <summary>The most that is read, decoded: what the protocol allows.</summary>
    internal const int MaxSize = 52_428_800;

    private Sitemap(SitemapEntries entries)
    {
        IsIndex = entries.IsIndex;
        Entries = entries.Kept;
        OtherHosts = entries.OtherHosts;
    }

    /// <summary>Whether its entries are further sitemaps.</summary>
    public bool IsIndex { get; }

    /// <summary>The entries, in order; none if it is unreadable.</summary>
    public IReadOnlyList<SitemapEntry> Entries { get; }

    /// <summary>Entries left out because they are of other hosts.</summary>
    internal int OtherHosts { get; }

    /// <summary>Reads a sitemap, whatever the bytes are: of a broken one what stands before the break, of one over 50 MiB what stands before
    /// that. Entries of another host or port than the sitemap's own are left out, as the protocol says.</summary>
    /// <param name="body">The file.</param>
    /// <param name="location">Where it was found.</param>
    public static Sitemap Parse(ReadOnlySpan<byte> body, Url location) => Parse(body, location, url => IsSameHost(url, location));

    /// <param name="body">The file.</param>
    /// <param name="location">Where it was found.</param>
    /// <param name="isOfSite">Whether it may list a URL.</param>
    /// <param name="maxSize">The most that is read, decoded.</param>
    internal static Sitemap Parse(ReadOnlySpan<byte> body, Url location, Predicate<Url> isOfSite, int maxSize = MaxSize)
    {
        ArgumentNullException.ThrowIfNull(location);
        var entries = new SitemapEntries(location, isOfSite);
        using var text = XmlText.Open(SitemapFile.Read(body, maxSize), contentType: null);
        if (text.Peek() == '<')
        {
            new SitemapXml(entries).Read(text);
        }
        else
        {
            entries.AddLines(text);
        }

        return new Sitemap(entries);
    }

    internal static bool IsSameHost(Url one, Url other) => one.Host == other.Host && one.Port == other.Port;
}
