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

    /// <summary>A redirect that leads out of the spider's domains.</summary>
    public static RequestFailure Offsite(Request target) => new(
        target, FailureReason.Offsite, new DownloadException(FailureReason.Offsite, $"{target.Url.Host} is not among the allowed domains."), null);
}
