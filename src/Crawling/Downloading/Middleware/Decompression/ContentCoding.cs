using System.IO.Compression;
using Crawling.Parsing;

namespace Crawling.Downloading;

/// <summary>One of the content codings of RFC 9110, section 8.4.1, or br of RFC 7932.</summary>
internal sealed class ContentCoding
{
    private readonly Func<Stream, Stream>? _open;

    private ContentCoding(string name, Func<Stream, Stream>? open)
    {
        Name = name;
        _open = open;
    }

    public string Name { get; }

    /// <summary>Whether its decoder reads on after a whole content, for another one.</summary>
    public bool AsksPastEnd => IsGzip;

    private bool IsGzip => Name is "gzip";

    /// <summary>Null if it is not known.</summary>
    public static ContentCoding? Find(string name) => name.ToLowerInvariant() switch
    {
        "gzip" or "x-gzip" => new("gzip", static coded => new GZipStream(coded, CompressionMode.Decompress)),
        "deflate" => new("deflate", null),
        "br" => new("br", static coded => new BrotliStream(coded, CompressionMode.Decompress)),
        _ => null,
    };

    public ValueTask<Stream> OpenAsync(CodedInput coded, CancellationToken cancellation) =>
        _open is null ? OpenDeflateAsync(coded, cancellation) : new(_open(coded));

    /// <summary>Whether content that cannot be decoded is not coded at all: some servers say so of what a proxy has decoded, or of plain text.</summary>
    public bool IsUnlike(ReadOnlySpan<byte> beginning) =>
        IsGzip ? beginning is not [0x1F, 0x8B, ..] : MediaType.Of(null, beginning) != MediaType.Binary;

    // RFC 9110 says zlib; some servers send raw deflate, whose first bytes fail zlib's check.
    private static async ValueTask<Stream> OpenDeflateAsync(CodedInput coded, CancellationToken cancellation)
    {
        var first = new byte[2];
        var count = await coded.ReadAtLeastAsync(first, first.Length, throwOnEndOfStream: false, cancellation);
        coded.BeginAgain();
        var isZlib = count == first.Length && (first[0] & 0x0F) == 8 && ((first[0] << 8) | first[1]) % 31 == 0;
        return isZlib ? new ZLibStream(coded, CompressionMode.Decompress) : new DeflateStream(coded, CompressionMode.Decompress);
    }
}
