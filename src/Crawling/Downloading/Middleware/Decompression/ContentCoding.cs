using System.IO.Compression;

namespace Crawling.Downloading;

/// <summary>The content codings of RFC 9110, section 8.4.1, and br of RFC 7932.</summary>
internal static class ContentCoding
{
    private const int Chunk = 64 * 1024;

    /// <summary>What opens a coding; null if it is not known.</summary>
    public static Func<Stream, Stream>? Find(string name) => name.ToLowerInvariant() switch
    {
        "gzip" or "x-gzip" => static coded => new GZipStream(coded, CompressionMode.Decompress),
        "deflate" => OpenDeflate,
        "br" => static coded => new BrotliStream(coded, CompressionMode.Decompress),
        _ => null,
    };

    /// <summary>Decodes in chunks, so that the limit holds before memory is taken.</summary>
    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> coded, Func<Stream, Stream> open, string name, long limit, bool cuts = false)
    {
        try
        {
            using var decoder = open(new MemoryStream(coded.ToArray(), writable: false));
            using var body = new BodyBuffer(limit, cuts: cuts);
            int read;
            do
            {
                read = decoder.Read(body.Free(Chunk).Span);
                body.Advance(read);
            }
            while (read > 0 && !body.IsCut);

            return body.ToArray();
        }
        catch (Exception error) when (error is InvalidDataException or InvalidOperationException)
        {
            // The second is how BrotliStream says it.
            throw new DownloadException(FailureReason.BadReply, $"The content says it is {name}, but cannot be decoded as that.", error);
        }
    }

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
