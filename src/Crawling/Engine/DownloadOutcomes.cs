using Crawling.Diagnostics;
using Crawling.Downloading;
using Crawling.Scheduling;
using Crawling.Scraping;

namespace Crawling.Engine;

/// <summary>Decides what becomes of a download: a response for the callback, a failure for the errback, a request for the scheduler again. Used
/// on the loop only.</summary>
internal sealed class DownloadOutcomes(
    Crawler crawler,
    Scheduler scheduler,
    SubRequestFetcher subRequests,
    Admission admission,
    CrawlRecorder recorder,
    UnfinishedRequests unfinished,
    Action<ScrapeWork> onWork,
    Action<CloseSpiderException> onClose,
    CancellationToken cutOff)
{
    public void Take(Download download)
    {
        var request = download.Request;
        scheduler.Release(request, wasSent: !download.Result.IsUnsent);
        if (request.SubRequest is { } subRequest)
        {
            subRequests.Done(subRequest, download);
        }
        else if (download.Error is not null && cutOff.IsCancellationRequested)
        {
            unfinished.Add(request);
        }
        else if (download.Error is CloseSpiderException close)
        {
            unfinished.Add(request);
            onClose(close);
        }
        else if (download.Result.Response is { } response)
        {
            Received(download, response);
        }
        else if (download.Result.Rescheduled is { } next)
        {
            Rescheduled(download, next);
        }
        else
        {
            Failed(download, Failures.Of(download));
        }
    }

    private void Rescheduled(Download download, Request next)
    {
        var request = download.Request;
        if (admission.AdmitHop(next, request.Entry))
        {
            crawler.Job?.Record.Rescheduled(request.Entry, next);
            var successor = request.Entry.Next(next, download.Result.NotBefore, crawler.Time.GetUtcNow());
            scheduler.Complete([new(request.Token, [successor])], crawler.Job?.ChangesOfDownloads() ?? []);
        }
        else
        {
            Failed(download, Failures.Offsite(next));
        }
    }

    private void Received(Download download, Response response)
    {
        var request = download.Request;
        recorder.Received(response);
        if (crawler.Wants(request.Request, response.Status))
        {
            onWork(new ScrapeWork(request, response, null) { Trace = download.Trace });
        }
        else
        {
            Failed(download, Failures.Of(request, response));
        }
    }

    private void Failed(Download download, RequestFailure failure)
    {
        var request = download.Request;
        recorder.Failed(failure);
        var givenUp = crawler.Job is null ? null : Failures.GivenUpBy(request, failure, crawler.Options.Retry, crawler.Time.GetUtcNow());
        onWork(new ScrapeWork(request, null, failure) { GivenUp = givenUp, Trace = download.Trace });
    }
}
