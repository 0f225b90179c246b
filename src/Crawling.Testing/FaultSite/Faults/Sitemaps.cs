using static Crawling.Testing.Faults.Serving;

namespace Crawling.Testing.Faults;

/// <summary>Sitemaps that harm who reads them.</summary>
internal static class Sitemaps
{
    private const string Space = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

    public static IReadOnlyList<Fault> All { get; } =
    [
        Of(
            "sitemap-self",
            "An index that lists itself.",
            $"<sitemapindex {Space}><sitemap><loc>http://sitemap-self.faults.example/sitemap.xml</loc></sitemap></sitemapindex>"),
        Of(
            "sitemap-laughs",
            "Entities that grow to a billion.",
            "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]><urlset>&c;</urlset>"),
        Of(
            "sitemap-external",
            "An entity that is a file of the reader.",
            "<!DOCTYPE a [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><urlset>&a;</urlset>"),
        Of("sitemap-cut", "XML that ends in the middle.", $"<urlset {Space}><url><loc>http://"),
        Of(
            "sitemap-odd",
            "Entries that are relative, of other hosts, or nonsense.",
            $"<urlset {Space}><url><loc>/a</loc><lastmod>soon</lastmod></url><url><loc>http://shop.example/</loc></url><url/></urlset>"),
        Of(
            "sitemap-no-space",
            "The wrong namespace.",
            "<urlset xmlns=\"http://example.com/\"><url><loc>http://sitemap-no-space.faults.example/</loc></url></urlset>"),
        new(
            "sitemap-html",
            "A page instead of a sitemap.",
            Always(Reply.Of("<!DOCTYPE html><title>Not here</title>")))
        {
            Path = "/sitemap.xml",
        },
        new(
            "sitemap-bomb",
            "A gzip bomb.",
            Bombs.Bomb("gzip", Bombs.Gzip, "application/xml"),
            FailureReason.TooLarge)
        {
            Path = "/sitemap.xml",
        },
        new(
            "sitemap-endless",
            "Entries without end.",
            Flood("HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n\r\n<urlset>", "<url><loc>http://a.example/</loc></url>"),
            FailureReason.TooLarge)
        {
            Path = "/sitemap.xml",
        },
    ];

    private static Fault Of(string name, string summary, string xml) =>
        new(name, summary, Always(Reply.Of(xml, type: "application/xml"))) { Path = "/sitemap.xml" };
}
