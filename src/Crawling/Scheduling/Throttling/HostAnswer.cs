namespace Crawling.Throttling;

/// <summary>What a host's answer to one request says of how much it bears.</summary>
/// <param name="SentAt">The time provider's timestamp of when the request was sent.</param>
/// <param name="Latency">From then to the response's header block.</param>
/// <param name="Outcome">A status or the reason of a failure, for a person.</param>
/// <param name="IsPage">Whether it is what was asked for. Other answers may be there sooner because they took no work.</param>
/// <param name="IsRefusal">Whether it asks for less.</param>
internal readonly record struct HostAnswer(long SentAt, TimeSpan Latency, string Outcome, bool IsPage, bool IsRefusal)
{
    public static HostAnswer Of(long sentAt, TimeSpan latency, int status) =>
        new(sentAt, latency, $"status {status}", status is >= 200 and < 300, status is 429 or 503);

    /// <summary>Null if it says nothing of the host.</summary>
    public static HostAnswer? Of(long sentAt, TimeSpan latency, FailureReason failure) =>
        failure is FailureReason.Timeout or FailureReason.TooSlow or FailureReason.ConnectionRefused or FailureReason.ConnectionLost
            ? new(sentAt, latency, failure.ToString(), IsPage: false, IsRefusal: true)
            : null;
}
