using System.Text;

namespace Crawling;

/// <summary>
/// Follows redirects (RFC 9110, section 15.4): http and https only, as often as <see cref="DownloadOptions.MaxRedirects"/>. The target goes back to
/// the scheduler, so that politeness, priority and dedupe hold for it too.
/// </summary>
/// <param name="crawler">Whose limit holds.</param>
public sealed class RedirectMiddleware(Crawler crawler) : IDownloaderMiddleware
{
    // A target that waits behind the whole queue may have expired when its turn comes.
    private const int PriorityRaise = 2;

    private readonly int _limit = crawler.Options.Download.MaxRedirects;

    /// <inheritdoc/>
    /// <exception cref="DownloadException">More redirects than are followed.</exception>
    public async ValueTask<DownloadResult> InvokeAsync(
        Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation)
    {
        var result = await next(request, cancellation);
        if (result.Response is not { Status: 301 or 302 or 303 or 307 or 308 } response
            || !request.FollowRedirects
            || crawler.Allows(request, response.Status)
            || TargetOf(response) is not { } target)
        {
            return result;
        }

        if (request.Hop.RedirectedFrom.Count >= _limit)
        {
            throw new DownloadException(
                FailureReason.TooManyRedirects, $"More than {_limit} redirects from {request.Hop.RedirectedFrom[0]}; the next led to {target}.");
        }

        crawler.Statistics.Add("redirect/count");
        return DownloadResult.Reschedule(Follow(request, response.Status, target));
    }

    private static Url? TargetOf(Response response)
    {
        if (response.Headers["Location"] is not { } location
            || !Url.TryParse(AsUtf8(location), response.Url, out var target)
            || target.Scheme is not ("http" or "https"))
        {
            return null;
        }

        // RFC 9110, section 10.2.2: a target without a fragment inherits the one of the request.
        return target.Fragment.Length == 0 && response.Url.Fragment.Length > 0 ? Url.Parse(target.Href + response.Url.Fragment) : target;
    }

    // Header values arrive as Latin-1; servers that put raw UTF-8 into Location mean UTF-8.
    private static string AsUtf8(string location)
    {
        if (Ascii.IsValid(location))
        {
            return location;
        }

        var bytes = Encoding.Latin1.GetBytes(location);
        return System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : location;
    }

    private static Request Follow(Request request, int status, Url target)
    {
        var becomesGet = status == 303 ? request.Method is not ("GET" or "HEAD") : status is 301 or 302 && request.Method == "POST";
        var leavesOrigin = target.Origin != request.Url.Origin;
        HeaderList headers = [.. request.Headers.Where(header =>
            !(becomesGet && header.Key.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
            && !(leavesOrigin && IsCredential(header.Key)))];
        return request with
        {
            Url = target,
            Method = becomesGet ? "GET" : request.Method,
            Body = becomesGet ? default : request.Body,
            Headers = headers,
            Cookies = leavesOrigin ? null : request.Cookies,
            Slot = target.Host == request.Url.Host ? request.Slot : null,
            Priority = request.Priority + PriorityRaise,
            Hop = request.Hop with { RedirectedFrom = [.. request.Hop.RedirectedFrom, request.Url] },
        };
    }

    private static bool IsCredential(string header) =>
        header.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Cookie", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Proxy-Authorization", StringComparison.OrdinalIgnoreCase);
}
