namespace Crawling;

/// <summary>A request that brought no response for its callback.</summary>
/// <param name="Request">The request, as last sent.</param>
/// <param name="Reason">What kind of failure it was.</param>
/// <param name="Exception">What was thrown, if something was.</param>
/// <param name="Response">The response, if one came.</param>
public sealed record RequestFailure(Request Request, FailureReason Reason, Exception? Exception, Response? Response)
{
    /// <summary>What the tries before this one failed with, the oldest first: the last 20 of them.</summary>
    public IReadOnlyList<FailedTry> EarlierTries => Request.Hop.EarlierTries;
}
