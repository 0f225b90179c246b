using System.Net;
using Crawling.Downloading;
using Microsoft.Extensions.Logging;

namespace Crawling;

/// <summary>
/// Tries again what failed in a way that may pass: the transport, or a status of <see cref="RetryOptions.Statuses"/>. The request goes back to
/// the scheduler, not before a wait: what Retry-After says, else exponential back-off with full jitter. After the last retry, and for a request
/// that is not safe to repeat, the failure goes on as it is.
/// </summary>
public sealed class RetryMiddleware : IDownloaderMiddleware
{
    // Behind what has not been tried yet.
    internal const int PriorityDrop = 1;

    private readonly RetryOptions _options;
    private readonly Random _random;
    private readonly ILogger _logger;

    /// <summary>For one crawl.</summary>
    /// <param name="crawler">Whose options hold.</param>
    public RetryMiddleware(Crawler crawler)
        : this(crawler, Random.Shared)
    {
    }

    internal RetryMiddleware(Crawler crawler, Random random)
    {
        ArgumentNullException.ThrowIfNull(crawler);
        _options = crawler.Options.Retry;
        _random = random;
        _logger = crawler.CreateLogger("Crawling");
    }

    /// <inheritdoc/>
    public async ValueTask<DownloadResult> InvokeAsync(
        Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation)
    {
        try
        {
            var result = await next(request, cancellation);
            return result.Response is { } response && MayPass(response, _options) && !crawler.Allows(request, response.Status)
                ? Refused(request, response, crawler)
                : result;
        }
        catch (DownloadException error) when (MayPass(error.Reason))
        {
            if (TryAgain(request, error.Reason.ToString(), BackOff(request), crawler) is { } retry)
            {
                return retry;
            }

            throw;
        }
    }

    private DownloadResult Refused(Request request, Response response, Crawler crawler)
    {
        var wait = RetryAfter.Read(response.Headers["Retry-After"], crawler.Time.GetUtcNow(), _options.MaxRetryAfter) ?? BackOff(request);
        if (response.Status is 429 or 503)
        {
            // They speak of the client and of the server, not of one page; whether this one is tried again makes no difference to that.
            crawler.Engine.CoolDown(request, wait);
        }

        return TryAgain(request, NameOf(response.Status), wait, crawler) ?? response;
    }

    private DownloadResult? TryAgain(Request request, string reason, TimeSpan wait, Crawler crawler)
    {
        if (!_options.AllMethods && request.MaxRetries is null && !HttpSyntax.IsIdempotent(request.Method))
        {
            return null;
        }

        var retries = request.Hop.Retries;
        var times = request.MaxRetries ?? _options.Times;
        if (retries >= times)
        {
            crawler.Statistics.Add("retry/max_reached");
            RetryLog.GivenUp(_logger, request, retries + 1, reason);
            return null;
        }

        crawler.Statistics.Add("retry/count");
        crawler.Statistics.Add($"retry/reason_count/{reason}");
        RetryLog.TriedAgain(_logger, request, wait, retries + 1, times, reason);
        var failed = new FailedTry(crawler.Time.GetUtcNow(), reason);
        var retry = request with { Priority = request.Priority - PriorityDrop, Hop = request.Hop.After(failed) with { Retries = retries + 1 } };
        return DownloadResult.Reschedule(retry, wait);
    }

    private TimeSpan BackOff(Request request)
    {
        var longest = Math.Min(Math.ScaleB(_options.BaseDelay.TotalSeconds, request.Hop.Retries), _options.MaxDelay.TotalSeconds);
        return TimeSpan.FromSeconds(_random.NextDouble() * longest);
    }

    /// <summary>Whether a failure is one of the transport that may not last.</summary>
    internal static bool MayPass(FailureReason reason) => reason
        is FailureReason.NameResolution
        or FailureReason.ConnectionRefused
        or FailureReason.ConnectionLost
        or FailureReason.ProxyFailure
        or FailureReason.Timeout
        or FailureReason.TooSlow
        or FailureReason.Truncated;

    /// <summary>Whether a status is one that may not last, and not one out of a cache.</summary>
    internal static bool MayPass(Response response, RetryOptions options) => !response.IsUnsent && options.Statuses.Contains(response.Status);

    /// <summary>A status as statistics and reports name it.</summary>
    internal static string NameOf(int status)
    {
        using var reply = new HttpResponseMessage((HttpStatusCode)status);
        return $"{status} {reply.ReasonPhrase ?? "Unknown Status"}";
    }
}
