namespace Crawling;

/// <summary>
/// Follows redirects (RFC 9110, section 15.4): http and https only, as often as <see cref="DownloadOptions.MaxRedirects"/>. The target goes back to
/// the scheduler, so that politeness, priority and dedupe hold for it too.
/// </summary>
public sealed class RedirectMiddleware : IDownloaderMiddleware
{
    // A target that waits behind the whole queue may have expired when its turn comes.
    private const int PriorityRaise = 2;

    // Credentials, the name that the request was made for, and the page that the first of the hosts was told of.
    private static readonly string[] OriginHeaders = ["Authorization", "Cookie", "Host", "Proxy-Authorization", "Referer"];

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

        var hops = request.Hop.RedirectedFrom;
        var limit = crawler.Options.Download.MaxRedirects;
        if (hops.Count >= limit)
        {
            throw new DownloadException(
                FailureReason.TooManyRedirects,
                $"More than {limit} redirects (download:maxRedirects) from {hops.FirstOrDefault(request.Url)}; the next led to {target}.");
        }

        crawler.Statistics.Add("redirect/count");
        return DownloadResult.Reschedule(Follow(request, response.Status, target)) with { IsUnsent = response.IsUnsent };
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

    private static Request Follow(Request request, int status, Url target)
    {
        var becomesGet = status == 303 ? request.Method is not ("GET" or "HEAD") : status is 301 or 302 && request.Method == "POST";
        var leavesOrigin = target.Origin != request.Url.Origin;
        HeaderList headers =
        [
            .. request.Headers.Where(header =>
                !(becomesGet && header.Key.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
                && !(leavesOrigin && BelongsToOrigin(header.Key))),
        ];
        return request with
        {
            Url = target,
            Method = becomesGet ? "GET" : request.Method,
            Body = becomesGet ? default : request.Body,
            Headers = headers,
            Cookies = leavesOrigin ? null : request.Cookies,
            Slot = target.Host == request.Url.Host ? request.Slot : null,
            Priority = int.CreateSaturating((long)request.Priority + PriorityRaise),
            Hop = request.Hop with { RedirectedFrom = [.. request.Hop.RedirectedFrom, request.Url] },
        };
    }

    private static bool BelongsToOrigin(string header) => OriginHeaders.Contains(header, StringComparer.OrdinalIgnoreCase);
}
