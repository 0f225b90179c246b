using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Crawling.Downloading;

/// <summary>The content codings of RFC 9110, section 8.4.1, and br of RFC 7932.</summary>
internal static class ContentCoding
{
    private const int Chunk = 64 * 1024;
    private const int Large = 4 << 20;

    /// <summary>What opens a coding; null if it is not known.</summary>
    public static Func<Stream, Stream>? Find(string name) => name.ToLowerInvariant() switch
    {
        "gzip" or "x-gzip" => static coded => new GZipStream(coded, CompressionMode.Decompress),
        "deflate" => OpenDeflate,
        "br" => static coded => new BrotliStream(coded, CompressionMode.Decompress),
        _ => null,
    };

    /// <summary>Decodes under a limit that holds before memory is taken: what grows large is decoded once more to measure it first.</summary>
    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> coded, Func<Stream, Stream> open, string name, long limit, bool cuts = false)
    {
        try
        {
            using var decoder = open(ToStream(coded));
            using var body = new BodyBuffer(limit, cuts: cuts);
            var isMeasured = cuts;
            int read;
            while (!body.IsCut && (read = decoder.Read(body.Free(Chunk).Span)) > 0)
            {
                body.Advance(read);
                if (body.Length > Large && !isMeasured)
                {
                    Measure(coded, open, limit);
                    isMeasured = true;
                }
            }

            return body.ToArray();
        }
        catch (Exception error) when (error is InvalidDataException or InvalidOperationException)
        {
            // The second is how BrotliStream says it.
            throw new DownloadException(FailureReason.BadReply, $"The content says it is {name}, but cannot be decoded as that.", error);
        }
    }

    /// <exception cref="DownloadException">It is larger than the limit.</exception>
    private static void Measure(ReadOnlyMemory<byte> coded, Func<Stream, Stream> open, long limit)
    {
        using var decoder = open(ToStream(coded));
        var scratch = new byte[Chunk];
        long length = 0;
        int read;
        while ((read = decoder.Read(scratch)) > 0)
        {
            length += read;
            if (length > limit)
            {
                throw BodyBuffer.TooLarge(limit);
            }
        }
    }

    private static MemoryStream ToStream(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out var array)
        ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
        : new MemoryStream(bytes.ToArray(), writable: false);

    // RFC 9110 says zlib; some servers send raw deflate, whose first bytes fail zlib's check.
    private static Stream OpenDeflate(Stream coded)
    {
        var first = coded.ReadByte();
        var second = coded.ReadByte();
        coded.Position = 0;
        var isZlib = (first & 0x0F) == 8 && ((first << 8) | second) % 31 == 0;
        return isZlib ? new ZLibStream(coded, CompressionMode.Decompress) : new DeflateStream(coded, CompressionMode.Decompress);
    }
}
