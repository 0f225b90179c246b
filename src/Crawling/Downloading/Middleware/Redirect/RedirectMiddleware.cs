using Crawling.Downloading;

namespace Crawling;

/// <summary>
/// Follows redirects (RFC 9110, section 15.4): http and https only, as often as <see cref="DownloadOptions.MaxRedirects"/>. The target goes back to
/// the scheduler, so that politeness, priority and dedupe hold for it too.
/// </summary>
public sealed class RedirectMiddleware : IDownloaderMiddleware
{
    /// <inheritdoc/>
    /// <exception cref="DownloadException">More redirects than are followed.</exception>
    public async ValueTask<DownloadResult> InvokeAsync(
        Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation)
    {
        var result = await next(request, cancellation);
        if (result.Response is not { } response
            || !request.FollowRedirects
            || crawler.Allows(request, response.Status)
            || TargetOf(response) is not { } target)
        {
            return result;
        }

        var becomesGet = response.Status == 303
            ? request.Method is not ("GET" or "HEAD")
            : response.Status is 301 or 302 && request.Method == "POST";
        var hop = Redirection.Follow(crawler, becomesGet ? Redirection.AsGet(request) : request, target, TextOf(response.Status));
        return DownloadResult.Reschedule(hop) with { IsUnsent = response.IsUnsent };
    }

    /// <summary>Where a response redirects to; null if it does not, or to what is neither http nor https.</summary>
    internal static Url? TargetOf(Response response)
    {
        if (response.Status is not (301 or 302 or 303 or 307 or 308)
            || !Url.TryParse(response.Headers["Location"], response.Url, out var target)
            || target.Scheme is not ("http" or "https"))
        {
            return null;
        }

        // RFC 9110, section 10.2.2: a target without a fragment inherits the one of the request.
        return target.Href.Contains('#', StringComparison.Ordinal) ? target : Url.Parse(target.Href + response.Url.Fragment);
    }

    private static string TextOf(int status) => status.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
