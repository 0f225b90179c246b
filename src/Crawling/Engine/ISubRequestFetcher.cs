namespace Crawling.Engine;

/// <summary>Fetches on behalf of a callback that is running.</summary>
internal interface ISubRequestFetcher
{
    Task<Response> FetchAsync(Request request, Response parent);
}
