namespace Crawling.Downloading;

/// <summary>A request as System.Net.Http sends it, with the watch over its fetch and the proxy it goes through.</summary>
internal sealed class WatchedRequest(HttpMethod method, Uri target, FetchWatch watch, Url? proxy) : HttpRequestMessage(method, target)
{
    public FetchWatch Watch => watch;

    public Url? Proxy => proxy;
}
