using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace Crawling.Testing.Demo;

/// <summary>The sitemap of a host: one file, or of a large host an index of compressed ones.</summary>
internal sealed class DemoSitemap(string host, IEnumerable<string> paths)
{
    private const int FileSize = 500;

    private static readonly XNamespace Schema = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private readonly string[][] _files = [.. paths.Chunk(FileSize)];

    /// <summary>A file, or null if there is none of the path.</summary>
    public IResult? Get(HttpRequest request) => request.Path.Value switch
    {
        "/sitemap.xml" when _files is [var only] => Results.Bytes(Write(Pages(request, only)), "application/xml; charset=utf-8"),
        "/sitemap.xml" => Results.Bytes(Write(Index(request)), "application/xml; charset=utf-8"),
        ['/', 's', 'i', 't', 'e', 'm', 'a', 'p', '-', .. var number, '.', 'x', 'm', 'l', '.', 'g', 'z']
            when PageOf.Number(number) is { } file && file <= _files.Length => Results.Bytes(Zip(Write(Pages(request, _files[file - 1]))), "application/gzip"),
        _ => null,
    };

    private XElement Index(HttpRequest request) => List("sitemapindex", "sitemap", request, _files.Select((_, index) =>
        string.Create(CultureInfo.InvariantCulture, $"/sitemap-{index + 1}.xml.gz")));

    private XElement Pages(HttpRequest request, IEnumerable<string> pages) => List("urlset", "url", request, pages);

    private XElement List(string name, string entry, HttpRequest request, IEnumerable<string> locations) => new(
        Schema + name,
        locations.Select(path => new XElement(Schema + entry, new XElement(Schema + "loc", $"{request.Scheme}://{host}{path}"))));

    private static byte[] Write(XElement xml) => Encoding.UTF8.GetBytes($"""<?xml version="1.0" encoding="UTF-8"?>{'\n'}{xml}{'\n'}""");

    private static byte[] Zip(byte[] content)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return zipped.ToArray();
    }
}
