namespace Crawling;

/// <summary>The rest of the onion: what lies between a middleware and the network.</summary>
public delegate ValueTask<DownloadResult> DownloaderDelegate(Request request, CancellationToken cancellation);

/// <summary>A layer around the download handler: it may change the request, answer it, send it back to the scheduler or drop it, and change
/// what comes back.</summary>
public interface IDownloaderMiddleware
{
    /// <summary>Runs for every download, many at once.</summary>
    ValueTask<DownloadResult> InvokeAsync(Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation);
}
