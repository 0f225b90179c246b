namespace Crawling.Recording;

/// <summary>An exchange that brought no response, in the words of a metadata record.</summary>
internal static class RecordedFailure
{
    private const string Reason = "failure";
    private const string Message = "failureMessage";

    public static IEnumerable<KeyValuePair<string, string>> Write(DownloadException error) =>
        [new(Reason, error.Reason.ToString()), new(Message, error.Message)];

    /// <summary>Null if the metadata tell of no failure.</summary>
    public static DownloadException? Read(HeaderList facts) => Enum.TryParse<FailureReason>(facts[Reason], out var reason)
        ? new(reason, facts[Message] ?? "It failed so when it was recorded.")
        : null;
}
