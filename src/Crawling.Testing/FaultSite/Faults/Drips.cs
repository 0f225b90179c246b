using static Crawling.Testing.Faults.Serving;

namespace Crawling.Testing.Faults;

/// <summary>Servers that say a little now and then, so that no limit between two bytes ever ends.</summary>
internal static class Drips
{
    private static readonly FailureReason[] Slow = [FailureReason.Timeout, FailureReason.TooSlow];

    public static IReadOnlyList<Fault> All { get; } =
    [
        new("drip-status", "Sends a status line a byte at a time, without end.", Drip("HTTP/1.1 200 ", "K"), Slow),
        new("drip-headers", "Sends a header value a byte at a time, without end.", Drip(Reply.Ok + "X-Slow: ", "a"), Slow),
        new("drip-body", "Sends a long body a byte at a time.", Drip(Reply.Ok + "Content-Length: 1000000\r\n\r\n", "a"), Slow),
        new(
            "drip-chunks",
            "Sends chunks of one byte, slowly, without end.",
            Drip(Reply.Ok + "Transfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n"),
            Slow),
        new("drip-interim", "Sends interim replies, slowly, without end.", Drip("", "HTTP/1.1 102 Processing\r\n\r\n"), Slow),
    ];
}
