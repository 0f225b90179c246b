namespace Crawling.Engine;

/// <summary>Fetches on behalf of a callback or a pipeline that is running.</summary>
internal interface ISubRequestFetcher
{
    /// <summary>The response, through the slots.</summary>
    /// <param name="request">What to fetch.</param>
    /// <param name="page">The page it is for; null if there is none.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<Response> FetchAsync(Request request, Response? page, CancellationToken cancellation);
}
