namespace Crawling;

/// <summary>Adds the header fields that every request carries, where the request has none of its own: User-Agent
/// (<see cref="CrawlerOptions.UserAgent"/>) and <see cref="CrawlerOptions.DefaultHeaders"/>.</summary>
public sealed class DefaultHeadersMiddleware : IDownloaderMiddleware
{
    /// <inheritdoc/>
    public ValueTask<DownloadResult> InvokeAsync(Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation)
    {
        var headers = request.Headers.Copy();
        AddIfAbsent("User-Agent", crawler.Options.UserAgent);
        foreach (var (name, value) in crawler.Options.DefaultHeaders)
        {
            AddIfAbsent(name, value);
        }

        return next(request with { Headers = headers }, cancellation);

        void AddIfAbsent(string name, string value)
        {
            if (!headers.Contains(name))
            {
                headers.Add(name, value);
            }
        }
    }
}
