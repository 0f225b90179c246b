namespace Crawling.Downloading;

/// <summary>A request as System.Net.Http sends it, with the watch over its fetch.</summary>
internal sealed class WatchedRequest(HttpMethod method, Uri target, FetchWatch watch) : HttpRequestMessage(method, target)
{
    public FetchWatch Watch => watch;
}
