using static Crawling.Testing.Faults.Serving;

namespace Crawling.Testing.Faults;

/// <summary>First lines that are none, or say what no status is.</summary>
internal static class StatusLines
{
    private const string Rest = "\r\nContent-Length: 2\r\n\r\nok";

    public static IReadOnlyList<Fault> All { get; } =
    [
        new("status-garbage", "Answers with a line of noise.", Once("hello\r\n\r\n"), FailureReason.BadReply),
        new("status-letters", "The status is not a number.", Once("HTTP/1.1 2x0 OK" + Rest), FailureReason.BadReply),
        new("status-seven-digits", "The status has seven digits.", Once("HTTP/1.1 2000000 OK" + Rest), FailureReason.BadReply),
        new("status-000", "The status is 000.", Once("HTTP/1.1 000 Nothing" + Rest), FailureReason.HttpStatus, FailureReason.BadReply),
        new("status-999", "The status is 999.", Once("HTTP/1.1 999 Denied" + Rest), FailureReason.HttpStatus),
        new("status-304", "Says that nothing has changed, unasked.", Once("HTTP/1.1 304 Not Modified\r\n\r\n"), FailureReason.HttpStatus),
        new("status-206", "Sends a part, unasked.", Once("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-1/9" + Rest)),
        new("status-204-body", "Sends a body with 204, which has none.", Once("HTTP/1.1 204 No Content" + Rest)),
        new("status-no-reason", "Leaves the reason out, and the space before it.", Once("HTTP/1.1 200" + Rest)),
        new("status-endless", "The status line never ends.", Flood("HTTP/1.1 200 ", "K"), FailureReason.TooLarge, FailureReason.BadReply),
        new("http-2.0-text", "Says HTTP/2.0 in a status line.", Once("HTTP/2.0 200 OK" + Rest), FailureReason.BadReply),
        new("http-1.0", "Speaks HTTP/1.0 without a length.", Once("HTTP/1.0 200 OK\r\n\r\nok")),
        new("http-0.9", "Sends a page without any header, as HTTP/0.9 did.", Once("<html>old</html>\n"), FailureReason.BadReply),
    ];
}
