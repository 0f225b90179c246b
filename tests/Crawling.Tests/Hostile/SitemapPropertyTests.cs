using Crawling.Tests.Downloading.Middleware.Decompression;
using FsCheck;

namespace Crawling.Tests.Hostile;

public sealed class SitemapPropertyTests
{
    private static readonly Url Location = "https://site.example/maps/sitemap.xml";

    private static readonly Gen<string> Files = Fuzz.Pieces(
        "<urlset>", "<sitemapindex>", "<rss><channel>", "<feed>", "<url>", "</url>", "<sitemap>", "</sitemap>", "<loc>", "</loc>", "<url><loc>/a</loc></url>",
        "<url><loc>https://site.example/b?c&amp;d</loc>", "<url><loc>http://other.example/</loc></url>", "<lastmod>2024-05-06T07:08:09Z</lastmod>", "<priority>0.5</priority>",
        "<item><link>/c</link></item>", "<entry><link href='/d'/></entry>", "<xhtml:link rel='alternate' href='/e'/>", "<!-- ", " -->", "<![CDATA[", "]]>", "<!DOCTYPE a [",
        "<!ENTITY x 'y'>", "]>", "<?xml version='1.0' encoding='utf-16'?>", "&#0;", "&x;", "\n", "https://site.example/f\n", "</urlset>", "\x1F\x8B\x08", "\xFF\xFE", "\0");

    public static TheoryData<int> Rounds => Fuzz.Rounds;

    [Theory]
    [MemberData(nameof(Rounds))]
    public void Every_entry_is_a_page_of_the_host_of_the_sitemap(int round) => Fuzz.Check(round, Files, text =>
        Assert.All(Read(Fuzz.Bytes(text)).Entries, entry =>
        {
            Assert.Equal("site.example", entry.Location.Host);
            Assert.All(entry.Alternates.Append(entry.Location), url => Assert.Contains(url.Scheme, (string[])["http", "https"]));
            Assert.True(entry.Priority is null or (>= 0 and <= 1));
        }));

    [Theory]
    [MemberData(nameof(Rounds))]
    public void Zipped_or_not_it_says_the_same(int round) => Fuzz.Check(round, Files, text =>
    {
        var file = Fuzz.Bytes(text);
        if (!text.StartsWith("\x1F\x8B", StringComparison.Ordinal))
        {
            Assert.Equal(Addresses(Read(file)), Addresses(Read(Coded.As("gzip", file))));
        }
    });

    private static Sitemap Read(byte[] file) => Sitemap.Parse(file, Location);

    private static IEnumerable<string> Addresses(Sitemap sitemap) => sitemap.Entries.Select(entry => entry.Location.Href);
}
