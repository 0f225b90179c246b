using System.IO.Compression;
using System.Text;
using static Crawling.Testing.Faults.Serving;

namespace Crawling.Testing.Faults;

/// <summary>Content codings (RFC 9110, section 8.4) that are broken or not what they say.</summary>
internal static class Codings
{
    private const string Page = "<!DOCTYPE html><title>Page</title><p>Some text that is long enough to be compressed, long enough.</p>";
    private const int ManyTimes = 100;

    private static readonly string Gzipped = Encoded(static wire => new GZipStream(wire, CompressionLevel.Optimal), Page);

    public static IReadOnlyList<Fault> All { get; } =
    [
        new("coding-plain", "Says gzip and sends text; the page is what it sends.", Always(Coded("gzip", Page))),
        new(
            "coding-cut",
            "Sends half of a gzip stream, as if it were whole; the page is what can be decoded.",
            Always(Coded("gzip", Gzipped[..(Gzipped.Length / 2)]))),
        new("coding-corrupt", "Sends a gzip stream with broken bytes.", Always(Coded("gzip", Corrupt(Gzipped))), FailureReason.BadReply),
        new("coding-members", "Sends two gzip members.", Always(Coded("gzip", Gzipped + Gzipped))),
        new("coding-trailing-junk", "Sends noise after a gzip stream.", Always(Coded("gzip", Gzipped + "noise noise noise"))),
        new("coding-raw-deflate", "Says deflate and sends it without its zlib frame.", Always(Coded("deflate", Deflated()))),
        new("coding-br-plain", "Says br and sends text; the page is what it sends.", Always(Coded("br", Page))),
        new("coding-unknown", "Names a coding that nobody knows.", Always(Coded("rot13", Page))),
        new("coding-empty", "Says gzip and sends nothing.", Always(Coded("gzip", ""))),
        new(
            "coding-many",
            "Codes a page a hundred times.",
            Always(Coded(string.Join(", ", Enumerable.Repeat("gzip", ManyTimes)), ManyLayers())),
            FailureReason.BadReply),
    ];

    private static string Coded(string coding, string body) => Reply.Of(body, $"Content-Encoding: {coding}\r\n");

    private static string Deflated() => Encoded(static wire => new DeflateStream(wire, CompressionLevel.Optimal), Page);

    private static string ManyLayers() => Enumerable.Range(0, ManyTimes).Aggregate(Page, static (inner, _) => Encoded(Bombs.Gzip, inner));

    private static string Corrupt(string coded) => coded[..20] + new string('\xff', coded.Length - 20);

    private static string Encoded(Func<Stream, Stream> encode, string text)
    {
        using var coded = new MemoryStream();
        using (var encoder = encode(coded))
        {
            encoder.Write(Encoding.Latin1.GetBytes(text));
        }

        return Encoding.Latin1.GetString(coded.ToArray());
    }
}
