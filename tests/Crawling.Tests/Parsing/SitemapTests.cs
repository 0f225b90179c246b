using System.IO.Compression;
using System.Text;

namespace Crawling.Tests.Parsing;

/// <summary>The protocol of sitemaps.org, and what Google documents of its use.</summary>
public sealed class SitemapTests
{
    private const string Space = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private static readonly Url Location = "https://shop.example/sitemap.xml";

    [Fact]
    public void An_entry_has_all_that_the_protocol_knows()
    {
        var sitemap = Parse(UrlSet("""
            <url>
              <loc> https://shop.example/a?x=1&amp;y=2 </loc>
              <lastmod>2024-05-06T07:08:09+02:00</lastmod>
              <changefreq>Weekly</changefreq>
              <priority>0.8</priority>
            </url>
            <url><loc><![CDATA[https://shop.example/b?x=1&y=2]]></loc></url>
            """));

        Assert.False(sitemap.IsIndex);
        Assert.Equal(
            new SitemapEntry("https://shop.example/a?x=1&y=2", new(2024, 5, 6, 7, 8, 9, TimeSpan.FromHours(2)), "weekly", 0.8, []),
            sitemap.Entries[0]);
        Assert.Equal(new SitemapEntry("https://shop.example/b?x=1&y=2", null, null, null, []), sitemap.Entries[1]);
        Assert.Equal(2, sitemap.Entries.Count);
    }

    [Fact]
    public void An_index_lists_sitemaps()
    {
        var sitemap = Parse($"""
            <sitemapindex xmlns="{Space}">
              <sitemap><loc>https://shop.example/1.xml.gz</loc><lastmod>2024-05</lastmod></sitemap>
              <url><loc>https://shop.example/page</loc></url>
              <sitemap><loc>https://shop.example/2.xml.gz</loc></sitemap>
            </sitemapindex>
            """);

        Assert.True(sitemap.IsIndex);
        Assert.Equal(["https://shop.example/1.xml.gz", "https://shop.example/2.xml.gz"], Locations(sitemap));
        Assert.Equal(new DateTimeOffset(2024, 5, 1, 0, 0, 0, TimeSpan.Zero), sitemap.Entries[0].LastModified);
    }

    [Fact]
    public void Alternates_may_be_of_any_host_and_no_other_link_is_one()
    {
        var entry = Assert.Single(Parse($"""
            <urlset xmlns="{Space}" xmlns:xhtml="http://www.w3.org/1999/xhtml">
              <url>
                <loc>https://shop.example/en</loc>
                <xhtml:link rel="alternate" hreflang="en" href="https://shop.example/en"/>
                <xhtml:link rel="alternate" hreflang="de" href="https://shop.example.de/"/>
                <xhtml:link rel="alternate" media="only screen" href="https://m.shop.example/en"></xhtml:link>
                <xhtml:link rel="canonical" href="https://shop.example/other"/>
                <xhtml:link rel="alternate" hreflang="fr" href="mailto:fr@shop.example"/>
              </url>
            </urlset>
            """).Entries);

        Assert.Equal<Url>(["https://shop.example/en", "https://shop.example.de/", "https://m.shop.example/en"], entry.Alternates);
    }

    [Fact]
    public void Extensions_are_no_part_of_the_entry_and_nothing_passes_to_the_next_one()
    {
        var sitemap = Parse(UrlSet("""
            <url>
              <image:image><image:loc>https://shop.example/1.png</image:loc></image:image>
              <image:loc>https://shop.example/2.png</image:loc>
              <loc>https://shop.example/1</loc><lastmod>2024-01-01</lastmod><priority>1.0</priority>
              <xhtml:link rel="alternate" href="https://shop.example/eins"/>
            </url>
            <url><lastmod>2023-01-01</lastmod></url>
            <url/>
            <url><loc>https://shop.example/2</loc><loc>https://shop.example/3</loc></url>
            """));

        Assert.Equal(["https://shop.example/1", "https://shop.example/2"], Locations(sitemap));
        Assert.Equal(new SitemapEntry("https://shop.example/2", null, null, null, []), sitemap.Entries[1]);
    }

    [Theory]
    [InlineData("2024", "2024-01-01T00:00:00+00:00")]
    [InlineData("2024-02", "2024-02-01T00:00:00+00:00")]
    [InlineData("2024-02-29", "2024-02-29T00:00:00+00:00")]
    [InlineData("2024-02-29T10:20Z", "2024-02-29T10:20:00+00:00")]
    [InlineData("2024-02-29T10:20+05:30", "2024-02-29T10:20:00+05:30")]
    [InlineData("2024-02-29T10:20:30-08:00", "2024-02-29T10:20:30-08:00")]
    [InlineData("2024-02-29T10:20:30.5Z", "2024-02-29T10:20:30.5+00:00")]
    [InlineData("2024-02-29T10:20:30.123456789+01:00", "2024-02-29T10:20:30.1234567+01:00")]
    [InlineData("2024-02-29T10:20:30", "2024-02-29T10:20:30+00:00")]
    [InlineData("\n 2024-02-29\n", "2024-02-29T00:00:00+00:00")]
    [InlineData("2023-02-29", null)]
    [InlineData("2024-13-01", null)]
    [InlineData("2024-1-1", null)]
    [InlineData("29.02.2024", null)]
    [InlineData("9999-12-31T23:59:59-14:00", null)]
    [InlineData("0000-00-00", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    public void A_date_has_one_of_the_forms_of_the_W3C_or_is_none(string text, string? date)
    {
        var entry = Assert.Single(Parse(UrlSet($"<url><loc>https://shop.example/</loc><lastmod>{text}</lastmod></url>")).Entries);

        Assert.Equal(date is null ? null : DateTimeOffset.Parse(date, null), entry.LastModified);
        Assert.Equal(date is null ? null : DateTimeOffset.Parse(date, null).Offset, entry.LastModified?.Offset);
    }

    [Theory]
    [InlineData("0", 0.0)]
    [InlineData(" 1.0 ", 1.0)]
    [InlineData("0,5", null)]
    [InlineData("1.1", null)]
    [InlineData("-0.1", null)]
    [InlineData("NaN", null)]
    [InlineData("high", null)]
    public void A_priority_lies_from_0_to_1_or_is_none(string text, double? priority)
    {
        var entry = Assert.Single(Parse(UrlSet($"<url><loc>https://shop.example/</loc><priority>{text}</priority><changefreq>{text}</changefreq></url>")).Entries);

        Assert.Equal((priority, null), (entry.Priority, entry.ChangeFrequency));
    }

    [Theory]
    [InlineData("https://shop.example/a", true)]
    [InlineData("http://shop.example/a", true)]
    [InlineData("https://SHOP.example:443/a", true)]
    [InlineData("/a", true)]
    [InlineData("https://shop.example:8443/a", false)]
    [InlineData("https://www.shop.example/a", false)]
    [InlineData("https://other.example/a", false)]
    [InlineData("//other.example/a", false)]
    [InlineData("ftp://shop.example/a", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("https://", false)]
    [InlineData("", false)]
    public void Only_pages_of_the_host_of_the_sitemap_are_listed(string location, bool isListed) =>
        Assert.Equal(isListed ? 1 : 0, Parse(UrlSet($"<url><loc>{location}</loc></url>")).Entries.Count);

    [Theory]
    [InlineData("""<urlset>{0}</urlset>""")]
    [InlineData("""<urlset xmlns="http://www.google.com/schemas/sitemap/0.84">{0}</urlset>""")]
    [InlineData("""<s:urlset xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9">{1}</s:urlset>""")]
    [InlineData("""<s:urlset>{1}</s:urlset>""")]
    [InlineData("""<!DOCTYPE urlset [<!ENTITY x "y">]><urlset>{0}</urlset>""")]
    [InlineData("""<?xml version="1.0" encoding="utf-16"?><?xml-stylesheet href="x"?><!-- a --><urlset>{0}</urlset>""")]
    [InlineData("\n\r\n  <?xml version=\"1.0\"?><urlset>{0}</urlset>")]
    [InlineData("\uFEFF\uFEFF\n<?xml version=\"1.0\"?><urlset>{0}</urlset>")]
    [InlineData("<urlset><x>&#2;</x>{0}</urlset>")]
    public void Namespaces_prologues_and_odd_characters_do_no_harm(string form)
    {
        var sitemap = Parse(form
            .Replace("{0}", "<url><loc>https://shop.example/a</loc></url>", StringComparison.Ordinal)
            .Replace("{1}", "<s:url><s:loc>https://shop.example/a</s:loc></s:url>", StringComparison.Ordinal));

        Assert.Equal(["https://shop.example/a"], Locations(sitemap));
    }

    [Theory]
    [InlineData("<url><loc>https://shop.example/c")]
    [InlineData("<url><loc>https://shop.example/c?x=1&y=2</loc></url>")]
    [InlineData("<url><loc>&unknown;</loc></url>")]
    [InlineData("</url><url><loc>https://shop.example/c</loc></url></urlset>")]
    [InlineData("<url><loc>https://shop.example/c</loc attribute></url>")]
    public void Of_a_broken_one_what_stands_before_the_break_is_kept(string rest)
    {
        var start = $"<urlset xmlns=\"{Space}\"><url><loc>https://shop.example/a</loc></url><url><loc>https://shop.example/b</loc></url>";

        Assert.Equal(["https://shop.example/a", "https://shop.example/b"], Locations(Parse(start + rest)).Take(2));
        Assert.InRange(Parse(start + rest).Entries.Count, 2, 3);
    }

    [Fact]
    public void A_text_file_has_an_address_a_line()
    {
        var sitemap = Parse("\n https://shop.example/a \r\nnothing\r\nHTTPS://shop.example/b\n\nhttps://other.example/c\n/d\nhttps://shop.example/e");

        Assert.Equal(["https://shop.example/a", "https://shop.example/b", "https://shop.example/e"], Locations(sitemap));
    }

    [Fact]
    public void Rss_and_Atom_feeds_are_sitemaps()
    {
        var rss = Parse("""
            <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
              <link>https://shop.example/</link><atom:link href="https://shop.example/feed"/>
              <item><atom:link href="https://shop.example/no"/><link>https://shop.example/a</link><pubDate>Wed, 02 Oct 2002 15:00:00 +0200</pubDate></item>
              <item><link>https://shop.example/b</link><pubDate>Mon, 2 Oct 2002 8:00 GMT</pubDate></item>
            </channel></rss>
            """);
        var atom = Parse("""
            <feed xmlns="http://www.w3.org/2005/Atom">
              <link href="https://shop.example/"/>
              <entry>
                <link rel="self" href="https://shop.example/no"></link><link href="/a"/><link rel="alternate" href="https://shop.example/no"/>
                <published>2020-01-01T00:00:00Z</published><updated>2021-01-01T00:00:00Z</updated>
              </entry>
            </feed>
            """);

        Assert.Equal(["https://shop.example/a", "https://shop.example/b"], Locations(rss));
        Assert.Equal(
            [new DateTimeOffset(2002, 10, 2, 15, 0, 0, TimeSpan.FromHours(2)), new DateTimeOffset(2002, 10, 2, 8, 0, 0, TimeSpan.Zero)],
            rss.Entries.Select(entry => entry.LastModified));
        Assert.Equal(["https://shop.example/a"], Locations(atom));
        Assert.Equal(2021, atom.Entries[0].LastModified!.Value.Year);
        Assert.False(rss.IsIndex || atom.IsIndex);
    }

    public static TheoryData<string, bool> Encodings => new()
    {
        { "utf-8", true }, { "utf-8", false }, { "utf-16", true }, { "utf-16", false }, { "utf-16BE", true }, { "utf-16BE", false }, { "iso-8859-1", false },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void The_encoding_is_found_with_and_without_a_byte_order_mark(string name, bool hasMark)
    {
        var encoding = Encoding.GetEncoding(name);
        var xml = $"""<?xml version="1.0" encoding="{name}"?>""" + UrlSet("<url><loc>https://shop.example/ä</loc></url>");
        byte[] body = [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(xml)];

        Assert.Equal(["https://shop.example/%C3%A4"], Locations(Sitemap.Parse(body, Location)));
    }

    [Fact]
    public void Gzip_is_told_by_its_bytes_also_twice_over_and_cut_off()
    {
        var xml = Encoding.UTF8.GetBytes(UrlSet(string.Concat(Enumerable.Range(0, 5000).Select(page =>
            $"<url><loc>https://shop.example/{page * 7919 % 5000}</loc></url>"))));
        var gzip = Gzip(xml);

        Assert.Equal(5000, Sitemap.Parse(gzip, Location).Entries.Count);
        Assert.Equal(5000, Sitemap.Parse(Gzip(gzip), Location).Entries.Count);
        Assert.InRange(Sitemap.Parse(gzip.AsSpan(0, gzip.Length / 2), Location).Entries.Count, 1000, 4000);
        Assert.Equal(5000, Sitemap.Parse([.. gzip, 1, 2, 3], Location).Entries.Count);
    }

    [Fact]
    public void What_lies_beyond_50_MiB_is_not_read_zipped_or_not()
    {
        var first = Encoding.UTF8.GetBytes("<urlset><url><loc>/a</loc></url>");
        var last = Encoding.UTF8.GetBytes("<url><loc>/b</loc></url></urlset>");
        byte[] fits = [.. first, .. Spaces(Sitemap.MaxSize - first.Length - last.Length), .. last];
        byte[] large = [.. first, .. Spaces(Sitemap.MaxSize - first.Length - last.Length + 20), .. last];

        Assert.Equal(2, Sitemap.Parse(Gzip(fits), Location).Entries.Count);
        Assert.Single(Sitemap.Parse(large, Location).Entries);
        Assert.Single(Sitemap.Parse(Gzip(large), Location).Entries);

        static byte[] Spaces(int count)
        {
            var bytes = new byte[count];
            bytes.AsSpan().Fill((byte)' ');
            return bytes;
        }
    }

    public static TheoryData<string, Func<string>> Floods => new()
    {
        { "depth", () => "<urlset>" + Repeat("<a>", 10_000_000) },
        { "names", () => "<urlset>" + string.Concat(Enumerable.Range(0, 3_000_000).Select(i => $"<a{i}/>")) },
        { "attributes", () => "<urlset " + string.Concat(Enumerable.Range(0, 3_000_000).Select(i => $"a{i}='' ")) },
        { "entries below a long location", () => "<urlset>" + Repeat("<url><loc>x</loc></url>", 2_000_000) },
        { "alternates below a long location", () => "<urlset><url><loc>x</loc>" + Repeat("<link rel='alternate' href='x'/>", 1_500_000) + "</url>" },
        { "a long address", () => "<urlset><url><loc>https://shop.example/" + new string('x', 45_000_000) + "</loc></url></urlset>" },
        { "entities", () => "<!DOCTYPE a [<!ENTITY a \"" + new string('x', 1_000_000) + "\">]><urlset><url><loc>" + Repeat("&a;", 1_000_000) },
        { "lines", () => Repeat("http://shop.example\n", 2_500_000) },
    };

    [Theory]
    [MemberData(nameof(Floods))]
    public void A_flood_takes_limited_memory(string name, Func<string> flood)
    {
        var body = Encoding.UTF8.GetBytes(flood());
        var location = Url.Parse("https://shop.example/" + new string('a', 4000) + "/sitemap.xml");

        var sitemap = Sitemap.Parse(body, location);

        var kept = sitemap.Entries.Sum(entry => SizeOf(entry.Location) + entry.Alternates.Sum(SizeOf));
        Assert.True(kept < 160 << 20, $"{name}: {kept >> 20} MiB for {sitemap.Entries.Count} entries");

        static long SizeOf(Url url) => 100 + (sizeof(char) * url.Href.Length);
    }

    [Fact]
    public void No_bytes_at_all_make_it_throw()
    {
        var random = new Random(1);
        byte[][] seeds =
        [
            Encoding.UTF8.GetBytes(UrlSet("<url><loc>https://shop.example/a?b&amp;c</loc><lastmod>2024-02-29</lastmod><xhtml:link rel='alternate' href='/x'/></url><!-- x --><![CDATA[y]]>")),
            Encoding.Unicode.GetBytes("<?xml version='1.0'?><rss><channel><item><link>/a</link><pubDate>Wed, 02 Oct 2002 15:00:00 EST</pubDate></item></channel></rss>"),
            Gzip(Encoding.UTF8.GetBytes(UrlSet("<url><loc>https://shop.example/a</loc></url>"))),
            Encoding.UTF8.GetBytes("https://shop.example/a\nhttps://shop.example/b"),
            [.. "<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///etc/passwd'>%p;]><feed xmlns:x='y'><entry x:y='z'><link href='/a'/></entry></feed>"u8],
        ];
        for (var round = 0; round < 20_000; round++)
        {
            var body = (byte[])seeds[round % seeds.Length].Clone();
            for (var change = random.Next(4); change >= 0; change--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            Assert.NotNull(Sitemap.Parse(body.AsSpan(0, random.Next(body.Length + 1)), Location).Entries);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("<!DOCTYPE html><title>Not here</title><a href='https://shop.example/'>https://shop.example/</a>")]
    [InlineData("{\"urls\":[\"https://shop.example/\"]}")]
    [InlineData("<!DOCTYPE a [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><urlset><url><loc>/&a;</loc></url></urlset>")]
    public void What_is_no_sitemap_has_no_entries(string body)
    {
        Assert.Empty(Parse(body).Entries);
        Assert.False(Parse(body).IsIndex);
    }

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static string UrlSet(string content) => $"<urlset xmlns=\"{Space}\">{content}</urlset>";

    private static Sitemap Parse(string text) => Sitemap.Parse(Encoding.UTF8.GetBytes(text), Location);

    private static IEnumerable<string> Locations(Sitemap sitemap) => sitemap.Entries.Select(entry => entry.Location.Href);

    private static byte[] Gzip(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return zipped.ToArray();
    }
}
