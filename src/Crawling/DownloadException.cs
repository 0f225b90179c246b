namespace Crawling;

/// <summary>A download that brought no response.</summary>
/// <param name="reason">What kind of failure it was.</param>
/// <param name="message">What happened, for a person.</param>
/// <param name="inner">What the transport threw.</param>
public sealed class DownloadException(FailureReason reason, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What kind of failure it was.</summary>
    public FailureReason Reason => reason;

    /// <summary>Whether it is the proxy that does not work, so that the target has not seen the request.</summary>
    internal bool IsProxyDown { get; init; }

    /// <summary>What came before it ended.</summary>
    internal Response? Response { get; init; }
}
