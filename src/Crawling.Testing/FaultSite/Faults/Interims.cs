using static Crawling.Testing.Faults.Serving;

namespace Crawling.Testing.Faults;

/// <summary>Interim replies (RFC 9110, section 15.2) that nobody waits for.</summary>
internal static class Interims
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new("interim-100", "Sends 100 before the reply, unasked.", Once("HTTP/1.1 100 Continue\r\n\r\n" + Reply.Of("ok"))),
        new(
            "interim-103",
            "Sends early hints before the reply.",
            Once("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + Reply.Of("ok"))),
        new(
            "interim-50",
            "Sends fifty interim replies before the reply.",
            Once(Repeated("HTTP/1.1 102 Processing\r\n\r\n", 50) + Reply.Of("ok"))),
        new(
            "interim-endless",
            "Sends interim replies without end.",
            Flood("", "HTTP/1.1 100 Continue\r\n\r\n"),
            FailureReason.Timeout,
            FailureReason.TooSlow,
            FailureReason.TooLarge,
            FailureReason.BadReply),
        new(
            "interim-101",
            "Switches to another protocol, unasked.",
            Once("HTTP/1.1 101 Switching Protocols\r\nUpgrade: chat\r\nConnection: Upgrade\r\n\r\n"),
            FailureReason.HttpStatus,
            FailureReason.BadReply),
    ];
}
