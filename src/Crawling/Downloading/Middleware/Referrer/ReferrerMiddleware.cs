using Crawling.Downloading;

namespace Crawling;

/// <summary>
/// Adds the Referer field: what the policy lets the request tell of the page that links to it. It is made anew at each hop of a redirect, for
/// the host that is asked then. A Referer that the spider gives stays as it is, within its origin.
/// </summary>
public sealed class ReferrerMiddleware : IDownloaderMiddleware
{
    private const string Field = "Referer";

    /// <inheritdoc/>
    public ValueTask<DownloadResult> InvokeAsync(Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Hop.Page is not { } page
            || request.Headers.Contains(Field)
            || Referrer.Of(Url.Parse(page), request.Url, request.Hop.Referrer ?? crawler.Options.Referrer.Policy) is not { } referrer)
        {
            return next(request, cancellation);
        }

        return next(request with { Headers = request.Headers.Copy().Add(Field, referrer) }, cancellation);
    }
}
