namespace Crawling;

/// <summary>Looks at a response without its body and decides about that.</summary>
public delegate BodyDecision HeadersCallback(Response response);

/// <summary>What is to be done with a body that has not been read yet.</summary>
public enum BodyDecision
{
    /// <summary>It is fetched.</summary>
    Take,

    /// <summary>It is not fetched: the callback gets the response without it, flagged <c>stopped</c>.</summary>
    Skip,

    /// <summary>The fetch ends: the errback gets a <see cref="FailureReason.Cancelled"/> with the response, flagged <c>stopped</c>.</summary>
    Abort,
}
