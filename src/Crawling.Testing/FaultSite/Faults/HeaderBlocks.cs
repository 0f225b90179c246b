using static Crawling.Testing.Faults.Serving;

namespace Crawling.Testing.Faults;

/// <summary>Header blocks that are too large, or written as they must not be.</summary>
internal static class HeaderBlocks
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new(
            "header-huge",
            "One header value has a megabyte.",
            Once(With($"X-Huge: {new string('a', 1 << 20)}\r\n")),
            FailureReason.TooLarge),
        new("header-many", "Header fields come without end.", Flood(Reply.Ok, "X-Field: value\r\n"), FailureReason.TooLarge),
        new("header-endless", "A header value never ends.", Flood(Reply.Ok + "X-Endless: ", "a"), FailureReason.TooLarge),
        new("header-name-endless", "A header name never ends.", Flood(Reply.Ok, "a"), FailureReason.TooLarge),
        new("header-no-colon", "A header line has no colon.", Once(With("No colon\r\n")), FailureReason.BadReply),
        new("header-no-name", "A header line begins with its colon.", Once(With(": value\r\n")), FailureReason.BadReply),
        new("header-space-in-name", "A space stands before a colon.", Once(With("X-Space : value\r\n"))),
        new("header-folded", "A header value goes on in a second line.", Once(With("X-Folded: one\r\n two\r\n"))),
        new("header-nul", "A header value holds NUL.", Once(With("X-Nul: a\0b\r\n"))),
        new("header-bare-lf", "Lines end in LF alone.", Once(With("X-Line: feed\r\n").Replace("\r\n", "\n", StringComparison.Ordinal))),
        new("header-not-ascii", "Header values are in UTF-8 and in Latin-1.", Once(With("X-Utf8: Ã©\r\nX-Latin1: é\r\n"))),
        new("header-type-garbage", "Content-Type is noise.", Once("HTTP/1.1 200 OK\r\nContent-Type: ;;=\"\r\nContent-Length: 2\r\n\r\nok")),
    ];

    private static string With(string fields) => Reply.Of("ok", fields);
}
