namespace Crawling;

/// <summary>
/// Refuses what robots.txt disallows (RFC 9309), and everything of a site whose robots.txt cannot be fetched. A request gets here when the robots.txt of its origin is known: until then the scheduler holds
/// it, and it takes no place of the downloader. Without this layer robots.txt is not asked for.
/// </summary>
public sealed class RobotsMiddleware : IDownloaderMiddleware
{
    private const string Rule = "robotstxt/forbidden";

    /// <inheritdoc/>
    public ValueTask<DownloadResult> InvokeAsync(Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation)
    {
        if (request.Robots is not { } robots)
        {
            return next(request, cancellation);
        }

        if (robots.Origin != request.Url.Origin)
        {
            // A layer before this one has changed the URL: the other origin's robots.txt has to be asked for first.
            return new(DownloadResult.Reschedule(request));
        }

        var options = crawler.Options;
        var name = options.Robots.UserAgent ?? request.Headers["User-Agent"] ?? options.UserAgent;
        if (robots.DenialOf(name, request.Url) is not { } denial)
        {
            return next(request, cancellation);
        }

        crawler.Statistics.Add(Rule);
        if (crawler.Events.Wants<RequestDropped>())
        {
            crawler.Events.Publish(new RequestDropped(crawler.Time.GetUtcNow(), request, Rule));
        }

        return new(DownloadResult.Refuse(robots.Reason, denial));
    }
}
