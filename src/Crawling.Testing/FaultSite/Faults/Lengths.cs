using static Crawling.Testing.Faults.Serving;

namespace Crawling.Testing.Faults;

/// <summary>A Content-Length that lies or cannot be (RFC 9112, section 6.3).</summary>
internal static class Lengths
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new("length-too-long", "Content-Length says more than comes.", Once(WithLength("10")), FailureReason.Truncated),
        new("length-too-short", "Content-Length says less than comes.", Once(WithLength("2"))),
        new("length-negative", "Content-Length is negative.", Once(WithLength("-5")), FailureReason.BadReply),
        new("length-letters", "Content-Length is not a number.", Once(WithLength("five")), FailureReason.BadReply),
        new(
            "length-overflow",
            "Content-Length is past every integer.",
            Once(WithLength(new string('9', 30))),
            FailureReason.BadReply,
            FailureReason.TooLarge),
        new("length-vast", "Content-Length promises an exabyte.", Stall(WithLength("1152921504606846976")), FailureReason.TooLarge),
        new("length-twice", "Content-Length comes twice, the same.", Once(WithLength("5\r\nContent-Length: 5"))),
        new(
            "length-twice-differing",
            "Content-Length comes twice, not the same.",
            Once(WithLength("5\r\nContent-Length: 2")),
            FailureReason.BadReply),
        new("length-list", "Content-Length is a list of two that differ.", Once(WithLength("5, 2")), FailureReason.BadReply),
        new(
            "length-with-chunks",
            "Content-Length stands beside chunks, which it does not fit.",
            Once(Reply.Ok + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")),
    ];

    private static string WithLength(string length) => $"{Reply.Ok}Content-Length: {length}\r\n\r\nhello";
}
