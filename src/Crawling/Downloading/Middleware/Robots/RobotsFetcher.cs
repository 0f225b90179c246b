using System.Net.Http.Headers;
using Crawling.Engine;
using Microsoft.Extensions.Logging;

namespace Crawling.Robots;

/// <summary>Fetches a robots.txt, as politely as a page, and tells what it means (RFC 9309, sections 2.3 and 2.4).</summary>
internal sealed class RobotsFetcher(Crawler crawler, SubRequestFetcher subRequests, ILogger logger)
{
    private const int MaxRedirects = 5;

    // A site that forbids all caching would have it fetched again for every page.
    private static readonly TimeSpan ShortestUse = TimeSpan.FromMinutes(1);

    private readonly RobotsOptions _options = crawler.Options.Robots;
    private readonly CrawlStatistics _statistics = crawler.Statistics;

    /// <summary>The answer of an origin, whatever happens. Begins on the loop, where the fetch stands in its slot when this returns.</summary>
    /// <param name="origin">The origin.</param>
    /// <param name="asking">The request that needs it: its slot and proxy are used.</param>
    /// <param name="earlier">What was known before.</param>
    public async Task<RobotsAnswer> FetchAsync(string origin, Request asking, RobotsAnswer? earlier)
    {
        _statistics.Add("robotstxt/request_count");
        try
        {
            var response = await FollowAsync(new Request(Url.Parse($"{origin}/robots.txt"))
            {
                Slot = asking.Slot,
                Proxy = asking.Proxy,
                FollowRedirects = false,
                MaxBodySize = RobotsTxt.ParsedSize,
                CutsBody = true,
            });
            _statistics.Add("robotstxt/response_count");
            _statistics.Add($"robotstxt/response_status_count/{response.Status}");
            return response.Status >= 500 ? Unreachable(origin, FailureReason.RobotsDenied, $"status {response.Status}", earlier) : Read(origin, response);
        }
        catch (Exception error)
        {
            var reason = Failures.ReasonOf(error);
            _statistics.Add($"robotstxt/exception_count/{reason}");
            return Unreachable(origin, reason, $"{reason}: {error.Message}", earlier);
        }
    }

    private async Task<Response> FollowAsync(Request request)
    {
        var response = await subRequests.FetchRobotsAsync(request);
        for (var redirects = 0; redirects < MaxRedirects && RedirectMiddleware.TargetOf(response) is { } target; redirects++)
        {
            response = await subRequests.FetchRobotsAsync(request with
            {
                Url = target,
                Slot = target.Host == request.Url.Host ? request.Slot : null,
            });
        }

        return response;
    }

    /// <summary>A file, or that there is none: 4xx, and a redirect that leads nowhere.</summary>
    private RobotsAnswer Read(string origin, Response response)
    {
        var file = response.Status is >= 200 and < 300 ? response.Body : default;
        var delay = RobotsAnswer.CrawlDelayIn(file, crawler.Options);
        RobotsLog.Read(logger, origin, response.Status, delay);
        return new RobotsAnswer
        {
            Origin = origin,
            File = file,
            CrawlDelay = delay,
            IsUnsent = response.IsUnsent,
            Expires = crawler.Time.GetUtcNow() + UseOf(response),
        };
    }

    /// <summary>Rules that are known hold on; without any, everything is disallowed.</summary>
    private RobotsAnswer Unreachable(string origin, FailureReason reason, string failure, RobotsAnswer? earlier)
    {
        RobotsLog.Unreachable(logger, origin, failure, _options.RetryInterval);
        return new RobotsAnswer
        {
            Origin = origin,
            File = earlier?.File,
            Failure = failure,
            Reason = earlier?.File is null ? reason : FailureReason.RobotsDenied,
            CrawlDelay = earlier?.CrawlDelay ?? TimeSpan.Zero,
            Expires = crawler.Time.GetUtcNow() + _options.RetryInterval,
        };
    }

    private static TimeSpan UseOf(Response response) =>
        CacheControlHeaderValue.TryParse(response.Headers["Cache-Control"], out var control) && control.MaxAge is { } age && age < RobotsAnswer.LongestUse
            ? age > ShortestUse ? age : ShortestUse
            : RobotsAnswer.LongestUse;
}
