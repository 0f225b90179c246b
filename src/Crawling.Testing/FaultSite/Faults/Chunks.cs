using static Crawling.Testing.Faults.Serving;

namespace Crawling.Testing.Faults;

/// <summary>Chunks (RFC 9112, section 7.1) that are broken or have no end.</summary>
internal static class Chunks
{
    private const string Head = Reply.Ok + "Transfer-Encoding: chunked\r\n\r\n";

    public static IReadOnlyList<Fault> All { get; } =
    [
        new("chunk-size-letters", "A chunk's size is not a number.", Once(Head + "xyz\r\nhello\r\n0\r\n\r\n"), FailureReason.BadReply),
        new("chunk-size-negative", "A chunk's size is negative.", Once(Head + "-5\r\nhello\r\n0\r\n\r\n"), FailureReason.BadReply),
        new(
            "chunk-size-overflow",
            "A chunk's size is past every integer.",
            Once(Head + "ffffffffffffffffff\r\nhello\r\n0\r\n\r\n"),
            FailureReason.BadReply),
        new("chunk-size-vast", "A chunk promises an exabyte.", Once(Head + "fffffffffffffff\r\nhello"), FailureReason.Truncated),
        new("chunk-too-long", "A chunk has more bytes than its size says.", Once(Head + "2\r\nhello\r\n0\r\n\r\n"), FailureReason.BadReply),
        new("chunk-no-last", "The last chunk is missing.", Once(Head + "5\r\nhello\r\n"), FailureReason.Truncated),
        new("chunk-then-garbage", "Noise follows the last chunk.", Once(Head + "5\r\nhello\r\n0\r\n\r\nnoise")),
        new(
            "chunk-extension-endless",
            "A chunk's extension never ends.",
            Flood(Head + "5;", "a=b;"),
            FailureReason.BadReply,
            FailureReason.TooLarge),
        new(
            "chunk-trailers-endless",
            "Trailers come without end.",
            Flood(Head + "5\r\nhello\r\n0\r\n", "X-Trailer: more\r\n"),
            FailureReason.TooLarge,
            FailureReason.BadReply),
        new(
            "chunk-coding-unknown",
            "Transfer-Encoding names a coding that nobody asked for.",
            Once(Reply.Ok + "Transfer-Encoding: gzip, rot13\r\n\r\nhello")),
    ];
}
