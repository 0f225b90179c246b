namespace Crawling.Downloading;

/// <summary>What any kind of redirect makes of a request. Each hop is a request of its own: what belongs to an origin does not leave it, and is
/// found anew for the next one by the layers that know of it.</summary>
internal static class Redirection
{
    // A target that waits behind the whole queue may have expired when its turn comes.
    private const int PriorityRaise = 2;

    // The name that the request was made for, and the page that its host was told of.
    private static readonly string[] OriginHeaders = ["Host", "Referer"];

    /// <exception cref="DownloadException">More redirects than are followed.</exception>
    public static Request Follow(Crawler crawler, Request request, Url target, string reason)
    {
        var hops = request.Hop.RedirectedFrom;
        var limit = crawler.Options.Download.MaxRedirects;
        var from = request.Url.WithUserInfo("");
        if (hops.Count >= limit)
        {
            throw new DownloadException(
                FailureReason.TooManyRedirects,
                $"More than {limit} redirects (download:maxRedirects) from {hops.FirstOrDefault(from)}; the next led to {target.WithUserInfo("")}.");
        }

        crawler.Statistics.Add("redirect/count");
        var leavesOrigin = target.Origin != request.Url.Origin;
        return request with
        {
            // Credentials are the author's to name, never a server's.
            Url = target.WithUserInfo(leavesOrigin ? "" : request.Url.Parts.UserInfo),
            Headers = leavesOrigin ? WithoutOrigins(request.Headers, crawler.Options.Auth) : request.Headers,
            Cookies = leavesOrigin ? null : request.Cookies,
            Slot = target.Host == request.Url.Host ? request.Slot : null,
            Priority = int.CreateSaturating((long)request.Priority + PriorityRaise),
            Hop = request.Hop with
            {
                RedirectedFrom = [.. hops, from],
                RedirectReasons = [.. request.Hop.RedirectReasons, reason],
            },
        };
    }

    /// <summary>A GET of the same, without content and the fields that speak of it.</summary>
    public static Request AsGet(Request request) => request with
    {
        Method = "GET",
        Body = default,
        Headers = [.. request.Headers.Where(header => !header.Key.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))],
    };

    private static HeaderList WithoutOrigins(HeaderList headers, AuthOptions options) =>
    [
        .. headers.Where(header =>
            !OriginHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase) && !CredentialHeaders.Contains(header.Key, options)),
    ];
}
