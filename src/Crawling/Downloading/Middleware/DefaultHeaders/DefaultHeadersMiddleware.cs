namespace Crawling;

/// <summary>Adds the header fields that every request carries, where the request has none of its own.</summary>
/// <param name="crawler">Whose user agent is sent.</param>
public sealed class DefaultHeadersMiddleware(Crawler crawler) : IDownloaderMiddleware
{
    private readonly KeyValuePair<string, string>[] _defaults =
    [
        new("User-Agent", crawler.Options.UserAgent),
        new("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
        new("Accept-Language", "en"),
    ];

    /// <inheritdoc/>
    public ValueTask<DownloadResult> InvokeAsync(Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation)
    {
        HeaderList headers = [.. request.Headers];
        foreach (var header in _defaults)
        {
            if (!headers.Contains(header.Key))
            {
                headers.Add(header);
            }
        }

        return next(request with { Headers = headers }, cancellation);
    }
}
