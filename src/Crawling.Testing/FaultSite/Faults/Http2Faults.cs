using static Crawling.Testing.Faults.Http2Frame;

namespace Crawling.Testing.Faults;

/// <summary>HTTP/2 (RFC 9113) over TLS, with frames that break the rules or come without end.</summary>
internal static class Http2Faults
{
    private static readonly FailureReason[] GivenUp = [FailureReason.ConnectionLost];
    private static readonly FailureReason[] Broken = [FailureReason.BadReply];
    private static readonly FailureReason[] Endless =
        [FailureReason.Timeout, FailureReason.TooSlow, FailureReason.TooLarge, FailureReason.BadReply, FailureReason.ConnectionLost];

    public static IReadOnlyList<Fault> All { get; } =
    [
        Send("h2-fine", "Is no fault: answers over HTTP/2.", [Headers(), Data("ok", last: true)]),
        Send("h2-goaway", "Says goodbye instead of answering.", [GoAway(last: 0, code: 2)], GivenUp),
        Send("h2-goaway-in-body", "Says goodbye within the body.", [Headers(), Data("hello"), GoAway(last: 0, code: 2)], GivenUp),
        Send("h2-rst", "Resets the stream instead of answering.", [Rst(code: 2)], GivenUp),
        Close("h2-rst-refused", "Refuses the stream of every connection.", [Rst(code: 7)], GivenUp),
        Send("h2-rst-in-body", "Resets the stream within the body.", [Headers(), Data("hello"), Rst(code: 2)], GivenUp),
        Close("h2-close", "Closes instead of answering.", [], GivenUp),
        Close(
            "h2-close-in-body",
            "Closes within the body.",
            [Headers(), Data("hello")],
            [FailureReason.Truncated, FailureReason.ConnectionLost]),
        Send("h2-text", "Answers in the text of HTTP/1.1.", ["HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray()], Broken),
        Send("h2-huge-frame", "Sends a frame larger than is allowed.", [Frame(0, 0, 1, new byte[1 << 20])], Broken),
        Send("h2-wrong-stream", "Answers on a stream that nobody opened.", [Headers(stream: 99)], Broken),
        Send("h2-data-first", "Sends a body before the header block.", [Data("hello")], Broken),
        Send(
            "h2-bad-hpack",
            "Sends a header block that cannot be decoded.",
            [Frame(1, 4, 1, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff])],
            Broken),
        Send("h2-no-status", "Sends a header block without a status.", [Frame(1, 5, 1, [])], Broken),
        Send(
            "h2-short-length",
            "Content-Length says less than comes.",
            [Headers(length: 2), Data("hello", last: true)],
            [FailureReason.BadReply]),
        Send(
            "h2-long-length",
            "Content-Length says more than comes.",
            [Headers(length: 10), Data("hello", last: true)],
            [FailureReason.Truncated, FailureReason.BadReply]),
        Send("h2-window-overflow", "Opens the window past its limit.", [WindowUpdate(int.MaxValue), WindowUpdate(int.MaxValue)], Broken),
        Send("h2-stall", "Never answers.", [], FailureReason.Timeout),
        Send("h2-stall-in-body", "Falls silent within the body.", [Headers(), Data("hello")], FailureReason.Timeout),
        Flood("h2-settings-flood", "Changes its settings without end.", [], Settings()),
        Flood("h2-ping-flood", "Pings without end.", [], Frame(6, 0, 0, new byte[8])),
        Flood("h2-empty-flood", "Sends empty pieces of body without end.", [Headers()], Data("")),
        Flood(
            "h2-continuation-flood",
            "Sends a header block without end.",
            [Frame(1, 0, 1, [0x88])],
            Frame(9, 0, 1, Field("x-more", new string('a', 100)))),
        Flood("h2-body-flood", "Sends a body without end.", [Headers()], Data(new string('a', 1000))),
    ];

    /// <summary>Sends, and then waits: it is the client that gives up.</summary>
    private static Fault Send(string name, string summary, IReadOnlyList<byte[]> frames, params FailureReason[] reasons) =>
        Of(name, summary, frames, static connection => connection.HangAsync(), reasons);

    private static Fault Close(string name, string summary, IReadOnlyList<byte[]> frames, params FailureReason[] reasons) =>
        Of(name, summary, frames, static _ => Task.CompletedTask, reasons);

    private static Fault Flood(string name, string summary, IReadOnlyList<byte[]> frames, byte[] flood) =>
        Of(name, summary, frames, connection => connection.SendForEverAsync(flood), Endless);

    private static Fault Of(
        string name, string summary, IReadOnlyList<byte[]> frames, Func<FaultConnection, Task> then, params FailureReason[] reasons) =>
        new(name, summary, Http2Serving.Begin(frames, then), reasons) { Scheme = Uri.UriSchemeHttps };
}
