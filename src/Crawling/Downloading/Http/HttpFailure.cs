using System.Net.Sockets;
using System.Security.Authentication;

namespace Crawling.Downloading;

/// <summary>What the HTTP stack throws, in the words of <see cref="FailureReason"/>.</summary>
internal static class HttpFailure
{
    /// <summary>Null for what is no failure of the transport.</summary>
    public static DownloadException? Translate(Exception error) => error switch
    {
        DownloadException failure => failure,
        HttpRequestException http => new(ReasonOf(http), Sentence(http), http),
        HttpIOException io => new(ReasonOf(io.HttpRequestError), Sentence(io), io),
        IOException io => new(FailureReason.ConnectionLost, Sentence(io), io),
        SocketException socket => new(ReasonOf(socket), Sentence(socket), socket),
        // SocketsHttpHandler throws its connect timeout as a cancellation that nobody asked for.
        TaskCanceledException { InnerException: TimeoutException timeout } => new(FailureReason.Timeout, Sentence(timeout), timeout),
        _ => null,
    };

    private static FailureReason ReasonOf(HttpRequestException error) => error switch
    {
        { InnerException: DownloadException inner } => inner.Reason,
        { InnerException: AuthenticationException } => FailureReason.Tls,
        { InnerException: SocketException socket } => ReasonOf(socket),
        _ => ReasonOf(error.HttpRequestError),
    };

    private static FailureReason ReasonOf(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => FailureReason.NameResolution,
        HttpRequestError.ConnectionError => FailureReason.ConnectionLost,
        HttpRequestError.SecureConnectionError => FailureReason.Tls,
        HttpRequestError.HttpProtocolError or HttpRequestError.InvalidResponse or HttpRequestError.VersionNegotiationError => FailureReason.BadReply,
        HttpRequestError.ResponseEnded => FailureReason.ConnectionLost,
        HttpRequestError.ConfigurationLimitExceeded => FailureReason.TooLarge,
        HttpRequestError.ProxyTunnelError => FailureReason.ProxyFailure,
        _ => FailureReason.Other,
    };

    private static FailureReason ReasonOf(SocketException error) => error.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => FailureReason.ConnectionRefused,
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery => FailureReason.NameResolution,
        SocketError.TimedOut => FailureReason.Timeout,
        _ => FailureReason.ConnectionLost,
    };

    private static string Sentence(Exception error) => error.InnerException is { } inner && error is HttpRequestException
        ? $"{error.Message} {inner.Message}"
        : error.Message;
}
