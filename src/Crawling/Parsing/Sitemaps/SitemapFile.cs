using System.IO.Compression;
using Crawling.Downloading;

namespace Crawling.Sitemaps;

/// <summary>Unzips the file of a sitemap.</summary>
internal static class SitemapFile
{
    // Some servers zip a file on the way that is gzip already.
    private const int MostLayers = 2;

    private const int Chunk = 64 * 1024;

    /// <summary>The content, cut where it grows too large.</summary>
    public static byte[] Read(ReadOnlySpan<byte> body, int maxSize)
    {
        var bytes = body[..Math.Min(body.Length, maxSize)].ToArray();
        for (var layer = 0; layer < MostLayers && bytes is [0x1F, 0x8B, ..]; layer++)
        {
            bytes = Unzip(bytes, maxSize);
        }

        return bytes;
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
}
