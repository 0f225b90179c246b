namespace Crawling.Engine;

/// <summary>Fetches on behalf of a callback or a pipeline that is running.</summary>
internal interface ISubRequestFetcher
{
    /// <summary>The response, through the slots.</summary>
    /// <param name="request">What to fetch.</param>
    /// <param name="depth">How many links lead to it.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<Response> FetchAsync(Request request, int depth, CancellationToken cancellation);
}
