using System.Security.Cryptography.X509Certificates;

namespace Crawling.Testing.Faults;

/// <summary>Certificates that must not be trusted, and handshakes that fail.</summary>
internal static class TlsFaults
{
    private const int RecordHeader = 5;

    public static IReadOnlyList<Fault> All { get; } =
    [
        Of(
            "tls-self-signed",
            "A certificate that nobody has vouched for.",
            Show(certificates => certificates.SelfSigned),
            FailureReason.Tls),
        Of("tls-expired", "A certificate that has expired.", Show(certificates => certificates.Expired), FailureReason.Tls),
        Of("tls-wrong-host", "A certificate of another host.", Show(certificates => certificates.WrongHost), FailureReason.Tls),
        Of("tls-stall", "Takes the connection and never shakes hands.", connection => connection.HangAsync(), FailureReason.Timeout),
        Of(
            "tls-stall-within",
            "Falls silent within the handshake.",
            AfterHello("\x16\x03\x03\x00\x7a\x02", connection => connection.HangAsync()),
            FailureReason.Timeout),
        Of(
            "tls-drip",
            "Sends its handshake a byte at a time, without end.",
            AfterHello("\x16\x03\x03\x40\x00", connection => connection.DripForEverAsync("\x02")),
            FailureReason.Timeout,
            FailureReason.Tls),
        Of(
            "tls-close",
            "Closes within the handshake.",
            AfterHello("", _ => Task.CompletedTask),
            FailureReason.Tls,
            FailureReason.ConnectionLost),
        Of(
            "tls-reset",
            "Breaks the connection off within the handshake.",
            AfterHello("", Reset),
            FailureReason.Tls,
            FailureReason.ConnectionLost),
        Of(
            "tls-alert",
            "Refuses the handshake by an alert.",
            AfterHello("\x15\x03\x03\x00\x02\x02\x28", _ => Task.CompletedTask),
            FailureReason.Tls),
        Of(
            "tls-plain",
            "Speaks plain HTTP on the port of https.",
            AfterHello(Reply.Of("", status: "400 Bad Request"), _ => Task.CompletedTask),
            FailureReason.Tls),
        Of(
            "tls-cut",
            "Ends the connection within the body, without the farewell of TLS.",
            CutAsync,
            FailureReason.Truncated,
            FailureReason.ConnectionLost),
    ];

    private static Fault Of(string name, string summary, Func<FaultConnection, Task> serve, params FailureReason[] reasons) =>
        new(name, summary, serve, reasons) { Scheme = Uri.UriSchemeHttps };

    private static Func<FaultConnection, Task> Show(Func<FaultCertificates, X509Certificate2> choose) => async connection =>
    {
        await connection.SecureAsync(choose(connection.Certificates));
        await connection.ReadRequestAsync();
        await connection.SendAsync(Reply.Of("ok"));
    };

    /// <summary>Takes the client's first record, so that no close is taken for a reset.</summary>
    private static Func<FaultConnection, Task> AfterHello(string reply, Func<FaultConnection, Task> then) => async connection =>
    {
        var header = await connection.ReadAsync(RecordHeader);
        await connection.ReadAsync((header[3] << 8) | header[4]);
        await connection.SendAsync(reply);
        await then(connection);
    };

    private static Task Reset(FaultConnection connection)
    {
        connection.Reset();
        return Task.CompletedTask;
    }

    private static async Task CutAsync(FaultConnection connection)
    {
        await connection.SecureAsync(connection.Certificates.Good);
        await connection.ReadRequestAsync();
        await connection.SendAsync(Reply.Ok + "Content-Length: 100\r\n\r\nhello");
        connection.Cut();
    }
}
