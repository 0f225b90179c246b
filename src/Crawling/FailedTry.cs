namespace Crawling;

/// <summary>A try of a request that failed.</summary>
/// <param name="Time">When it had failed.</param>
/// <param name="Reason">The name of the <see cref="FailureReason"/>, or the status: <c>502 Bad Gateway</c>.</param>
public sealed record FailedTry(DateTimeOffset Time, string Reason);
