using Crawling.Downloading;

namespace Crawling;

/// <summary>
/// Follows the refresh that an HTML page declares in a meta element, as a redirect, when the wait it asks for is over. Not followed are a wait
/// longer than <see cref="DownloadOptions.MaxRefreshDelay"/>, and a page that loads itself again after a while.
/// </summary>
public sealed class MetaRefreshMiddleware : IDownloaderMiddleware
{
    /// <inheritdoc/>
    /// <exception cref="DownloadException">More redirects than are followed.</exception>
    public async ValueTask<DownloadResult> InvokeAsync(
        Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation)
    {
        var result = await next(request, cancellation);
        if (result.Response is not { Status: >= 200 and < 300 } response
            || !crawler.Options.Download.MetaRefresh
            || !request.FollowRedirects
            || request.Method == "HEAD"
            || !response.IsHtml
            || MetaRefresh.Of(response) is not { } refresh
            || refresh.Delay > crawler.Options.Download.MaxRefreshDelay
            || (refresh.Delay > TimeSpan.Zero && refresh.Target.Canonical() == response.Url.Canonical()))
        {
            return result;
        }

        var target = Redirection.Follow(crawler, Redirection.AsGet(request), refresh.Target, "meta refresh");
        return DownloadResult.Reschedule(target, refresh.Delay > TimeSpan.Zero ? refresh.Delay : null) with { IsUnsent = response.IsUnsent };
    }
}
