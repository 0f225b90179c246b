namespace Crawling;

/// <summary>The end of the onion: fetches over one kind of transport (HTTP, file, browser). Chosen by scheme or by <see cref="Request.Handler"/>.</summary>
public interface IDownloadHandler
{
    /// <summary>Fetches.</summary>
    /// <exception cref="DownloadException">It could not.</exception>
    ValueTask<Response> FetchAsync(Request request, Crawler crawler, CancellationToken cancellation);
}
