using static Crawling.Testing.Faults.Serving;

namespace Crawling.Testing.Faults;

/// <summary>Connections that break, by RST or by an orderly close that comes too early.</summary>
internal static class Resets
{
    private const string Chunked = Reply.Ok + "Transfer-Encoding: chunked\r\n\r\n";
    private const string Long = Reply.Ok + "Content-Length: 100\r\n\r\n";

    public static IReadOnlyList<Fault> All { get; } =
    [
        new("reset-connection", "Breaks each connection off at once.", ResetAtOnce, FailureReason.ConnectionLost),
        new("reset-status", "Breaks off before it answers.", Reset(""), FailureReason.ConnectionLost),
        new("reset-in-headers", "Breaks off within the header block.", Reset(Reply.Ok + "X-Half: "), FailureReason.ConnectionLost),
        new("reset-in-body", "Breaks off within the body.", Reset(Long + "hello"), FailureReason.ConnectionLost),
        new("reset-in-chunk", "Breaks off within a chunk.", Reset(Chunked + "a\r\nhello"), FailureReason.ConnectionLost),
        new("close-status", "Closes before it answers.", Once(""), FailureReason.ConnectionLost),
        new("close-in-headers", "Closes within the header block.", Once(Reply.Ok + "X-Half: "), FailureReason.ConnectionLost),
        new("close-in-body", "Closes within the body.", Once(Long + "hello"), FailureReason.Truncated),
        new("close-in-chunk", "Closes within a chunk.", Once(Chunked + "a\r\nhello"), FailureReason.Truncated),
        new("close-reused", "Keeps a connection open, and closes it on the next request that comes.", Reused(_ => { })),
        new(
            "reset-reused",
            "Keeps a connection open, and breaks it off on the next request that comes.",
            Reused(connection => connection.Reset())),
    ];

    private static Task ResetAtOnce(FaultConnection connection)
    {
        connection.Reset();
        return Task.CompletedTask;
    }

    private static Func<FaultConnection, Task> Reused(Action<FaultConnection> end) => async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.SendAsync(Reply.Links("/again"));
        await connection.ReadRequestAsync();
        end(connection);
    };
}
