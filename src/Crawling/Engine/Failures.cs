using Crawling.Downloading;
using Crawling.Scheduling;

namespace Crawling.Engine;

/// <summary>Downloads that brought no response, as failures for an errback.</summary>
internal static class Failures
{
    public static FailureReason ReasonOf(Exception error) => error switch
    {
        DownloadException failure => failure.Reason,
        OperationCanceledException => FailureReason.Cancelled,
        _ => FailureReason.Other,
    };

    public static RequestFailure Of(Download download)
    {
        var error = download.Error
            ?? new DownloadException(download.Result.DropReason ?? FailureReason.Other, download.Result.DropDetail ?? "A middleware dropped it.");
        return new RequestFailure(download.Request.Request, ReasonOf(error), error, (error as DownloadException)?.Response);
    }

    /// <summary>A response that its callback does not want: neither 2xx nor allowed.</summary>
    public static RequestFailure Of(LeasedRequest request, Response response) =>
        new(request.Request, FailureReason.HttpStatus, null, response);

    /// <summary>What is given up with a failure that may pass, but has not for as long as it was tried again; null for any other, which would
    /// come again.</summary>
    public static GivenUp? GivenUpBy(LeasedRequest request, RequestFailure failure, RetryOptions options, DateTimeOffset now)
    {
        var reason = failure switch
        {
            { Reason: FailureReason.HttpStatus, Response: { } response } => RetryMiddleware.MayPass(response, options) ? RetryMiddleware.NameOf(response.Status) : null,
            { Reason: FailureReason.RobotsDenied } => request.Robots is { File: null } ? failure.Reason.ToString() : null,
            _ => RetryMiddleware.MayPass(failure.Reason) ? failure.Reason.ToString() : null,
        };
        return reason is null ? null : new GivenUp(
            request.Entry.Anew(new FailedTry(now, reason)), failure.Exception is { } error ? $"{reason}: {error.Message}" : reason, now);
    }

    /// <summary>A redirect that leads out of the spider's domains.</summary>
    public static RequestFailure Offsite(Request target) => new(
        target, FailureReason.Offsite, new DownloadException(FailureReason.Offsite, $"{target.Url.Host} is not among the allowed domains."), null);
}
