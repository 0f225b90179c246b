using static Crawling.Testing.Faults.Serving;

namespace Crawling.Testing.Faults;

/// <summary>Servers that fall silent, at each stage of a reply.</summary>
internal static class Stalls
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new(
            "stall-accept",
            "Never takes the connection (on Linux; elsewhere it takes it and says nothing).",
            _ => Task.CompletedTask,
            FailureReason.Timeout)
        {
            NeverAccepts = true,
        },
        new("stall-status", "Reads the request and never answers.", Stall(""), FailureReason.Timeout),
        new("stall-in-status", "Falls silent within the status line.", Stall("HTTP/1.1 20"), FailureReason.Timeout),
        new("stall-in-headers", "Falls silent within the header block.", Stall(Reply.Ok + "X-Half: "), FailureReason.Timeout),
        new("stall-body", "Sends the header block and no body.", Stall(Reply.Ok + "Content-Length: 100\r\n\r\n"), FailureReason.Timeout),
        new("stall-in-body", "Falls silent within the body.", Stall(Reply.Ok + "Content-Length: 100\r\n\r\nhello"), FailureReason.Timeout),
        new(
            "stall-in-chunk",
            "Falls silent within a chunk.",
            Stall(Reply.Ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\na\r\nhello"),
            FailureReason.Timeout),
        new(
            "stall-end",
            "Sends a body that ends with the connection, and does not end that.",
            Stall(Reply.Ok + "Connection: close\r\n\r\nhello"),
            FailureReason.Timeout),
    ];
}
