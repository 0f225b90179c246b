namespace Crawling.Testing.Faults;

/// <summary>Servers of something else than HTTP.</summary>
internal static class Protocols
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new(
            "protocol-smtp",
            "Greets as a mail server, before it is asked.",
            Greet("220 mail.example ESMTP ready\r\n"),
            FailureReason.BadReply),
        new("protocol-ssh", "Greets as an SSH server, before it is asked.", Greet("SSH-2.0-OpenSSH_9.6\r\n"), FailureReason.BadReply),
        new(
            "protocol-tls",
            "Answers http with an alert of TLS.",
            Greet("\x15\x03\x01\x00\x02\x02\x46"),
            FailureReason.BadReply,
            FailureReason.ConnectionLost),
        new("protocol-zeros", "Answers with zeros.", Greet(new string('\0', 1000)), FailureReason.BadReply, FailureReason.ConnectionLost),
    ];

    private static Func<FaultConnection, Task> Greet(string greeting) => async connection =>
    {
        await connection.SendAsync(greeting);
        await connection.ReadRequestAsync();
    };
}
