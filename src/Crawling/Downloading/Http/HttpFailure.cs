using System.Net;
using System.Net.Sockets;

namespace Crawling.Downloading;

/// <summary>What the HTTP stack throws, in the words of <see cref="FailureReason"/>.</summary>
internal static class HttpFailure
{
    // HTTP/2 (RFC 9113, section 7): these codes tell of frames that break the rules, any other of a server that gives up.
    private const long ProtocolError = 0x1;
    private const long FlowControlError = 0x3;
    private const long FrameSizeError = 0x6;
    private const long CompressionError = 0x9;

    /// <summary>Null for what is no failure of the transport.</summary>
    public static DownloadException? Translate(Exception error) => error switch
    {
        DownloadException failure => failure,
        HttpRequestException { InnerException: { } inner } when Thrown(inner) is { } failure => failure,

        // The stack's own limit, which holds where it connects through a proxy.
        OperationCanceledException { InnerException: TimeoutException timeout } => new(FailureReason.Timeout, timeout.Message, error),

        // Thrown while a body is read: when the header block is missing too, it comes inside an HttpRequestException.
        HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => new(FailureReason.Truncated, error.Message, error),
        HttpRequestException or IOException or SocketException => ReasonOf(error) is var reason && reason == FailureReason.TooLarge
            ? new(reason, $"{error.Message.TrimEnd('.')} (download:maxHeadersSize).", error)
            : new(reason, Sentence(error), error),
        _ => null,
    };

    /// <summary>Whether a proxy answered to CONNECT that it wants credentials.</summary>
    public static bool IsTunnelUnauthorized(Exception? error) =>
        error is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError, StatusCode: HttpStatusCode.ProxyAuthenticationRequired };

    /// <summary>What the connecting threw, however deep it is wrapped.</summary>
    private static DownloadException? Thrown(Exception? error) => error is null ? null : error as DownloadException ?? Thrown(error.InnerException);

    private static FailureReason ReasonOf(Exception error) => error switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => FailureReason.ProxyFailure,
        SocketException socket => ReasonOf(socket.SocketErrorCode),
        HttpProtocolException { ErrorCode: ProtocolError } protocol when IsUnansweredPing(protocol) => FailureReason.ConnectionLost,
        HttpProtocolException { ErrorCode: ProtocolError or FlowControlError or FrameSizeError or CompressionError } => FailureReason.BadReply,
        HttpProtocolException => FailureReason.ConnectionLost,
        HttpIOException { HttpRequestError: not HttpRequestError.Unknown } http => ReasonOf(http.HttpRequestError),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => FailureReason.Tls,
        { InnerException: { } inner } => ReasonOf(inner),
        HttpRequestException http => ReasonOf(http.HttpRequestError),
        IOException or ObjectDisposedException => FailureReason.ConnectionLost,

        // The stack itself came to grief over what it read: a window that overflows, a header block that HPACK cannot decode.
        _ => FailureReason.BadReply,
    };

    private static FailureReason ReasonOf(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => FailureReason.NameResolution,
        HttpRequestError.ConnectionError or HttpRequestError.ResponseEnded => FailureReason.ConnectionLost,
        HttpRequestError.SecureConnectionError => FailureReason.Tls,
        HttpRequestError.HttpProtocolError or HttpRequestError.InvalidResponse or HttpRequestError.VersionNegotiationError => FailureReason.BadReply,
        HttpRequestError.ConfigurationLimitExceeded => FailureReason.TooLarge,

        // A chunk's line that does not end has no code of its own.
        HttpRequestError.Unknown => FailureReason.BadReply,
        _ => FailureReason.Other,
    };

    private static FailureReason ReasonOf(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => FailureReason.ConnectionRefused,
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery => FailureReason.NameResolution,
        SocketError.TimedOut => FailureReason.Timeout,
        _ => FailureReason.ConnectionLost,
    };

    /// <summary>The stack has one code for a server that answers no pings and for one that breaks the rules: only the words differ.</summary>
    private static bool IsUnansweredPing(HttpProtocolException error) =>
        error.Message.Contains("didn't respond to a ping", StringComparison.Ordinal);

    private static string Sentence(Exception error) => error.InnerException is { } inner && error is HttpRequestException
        && !error.Message.Contains(inner.Message, StringComparison.Ordinal)
        ? $"{error.Message} {inner.Message}"
        : error.Message;
}
