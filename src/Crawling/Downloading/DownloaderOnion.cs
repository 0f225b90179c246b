namespace Crawling.Downloading;

/// <summary>The layers around the download handler.</summary>
internal static class DownloaderOnion
{
    /// <summary>The order of the built-in layers, outermost first: a request passes them downwards, its response upwards.</summary>
    public static ComponentList<IDownloaderMiddleware> BuiltIn() => new ComponentList<IDownloaderMiddleware>()
        .Add<RobotsMiddleware>()
        .Add<RetryMiddleware>()
        .Add<DefaultHeadersMiddleware>()
        .Add<MetaRefreshMiddleware>()
        .Add<RedirectMiddleware>()
        .Add<ReferrerMiddleware>()
        .Add<CookiesMiddleware>()
        .Add<HttpAuthMiddleware>()
        .Add<StreamingMiddleware>()
        .Add<DecompressionMiddleware>()
        .Add<HttpCacheMiddleware>()
        .Add<AutoThrottleMiddleware>()
        .Add<ProxyMiddleware>();

    public static DownloaderDelegate Build(IEnumerable<IDownloaderMiddleware> layers, Crawler crawler, DownloaderDelegate core)
    {
        var onion = core;
        foreach (var layer in layers.Reverse())
        {
            var next = onion;
            onion = (request, cancellation) => layer.InvokeAsync(request, crawler, next, cancellation);
        }

        return onion;
    }
}
