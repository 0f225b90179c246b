using System.IO.Compression;
using System.Text;
using Crawling.Downloading;

namespace Crawling.Sitemaps;

/// <summary>The text of a sitemap: unzipped, decoded, without what stands before its first character.</summary>
internal static class SitemapText
{
    // Some servers zip a file on the way that is gzip already.
    private const int MostLayers = 2;

    private const int Chunk = 64 * 1024;

    public static TextReader Open(ReadOnlySpan<byte> body, int maxSize)
    {
        var bytes = body[..Math.Min(body.Length, maxSize)].ToArray();
        for (var layer = 0; layer < MostLayers && bytes is [0x1F, 0x8B, ..]; layer++)
        {
            bytes = Unzip(bytes, maxSize);
        }

        var text = new StreamReader(new MemoryStream(bytes), EncodingOf(bytes), detectEncodingFromByteOrderMarks: false);
        while (text.Peek() is >= 0 and var next && (char.IsWhiteSpace((char)next) || (char)next is '\uFEFF' or '\0'))
        {
            _ = text.Read();
        }

        return text;
    }

    private static byte[] Unzip(byte[] gzip, int maxSize)
    {
        using var decoder = new GZipStream(new MemoryStream(gzip), CompressionMode.Decompress);
        using var bytes = new BodyBuffer(maxSize, cuts: true);
        try
        {
            int read;
            while (!bytes.IsCut && (read = decoder.Read(bytes.Free(Chunk).Span)) > 0)
            {
                bytes.Advance(read);
            }
        }
        catch (InvalidDataException)
        {
            // What was decoded before it broke is kept.
        }

        return bytes.ToArray();
    }

    // UTF-16 without a byte order mark is told by its first character, as XML's appendix F does.
    private static Encoding EncodingOf(byte[] bytes) => bytes switch
    {
        [(byte)'<', 0, ..] => Encoding.Unicode,
        [0, (byte)'<', ..] => Encoding.BigEndianUnicode,
        _ => HtmlEncoding.DetectXml(bytes.AsSpan().TrimStart("\t\n\f\r "u8), contentType: null),
    };
}
