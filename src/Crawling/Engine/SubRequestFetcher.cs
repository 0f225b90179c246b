using Crawling.Diagnostics;
using Crawling.Downloading;
using Crawling.Scheduling;

namespace Crawling.Engine;

/// <summary>Sends the fetches of running callbacks and pipelines through the slots, and their outcome back.</summary>
internal sealed class SubRequestFetcher(
    Reactor reactor, Scheduler scheduler, Admission admission, ReferrerOptions referrer, Action onAdded) : ISubRequestFetcher
{
    private readonly HashSet<SubRequest> _open = [];

    /// <summary>Whether any is waiting or under way. On the loop.</summary>
    public bool AnyOpen => _open.Count > 0;

    public Task<Response> FetchAsync(Request request, Response? page, CancellationToken cancellation)
    {
        var hop = page is null ? new Hop { Depth = 1 } : ChildHops.Of(page, referrer).To(request.Url);
        if (!admission.AdmitFetch(request, hop))
        {
            return Task.FromException<Response>(Failures.Offsite(request).Exception!);
        }

        var subRequest = new SubRequest { Trace = CrawlTraces.Current };
        Add(FrontierRequest.Of(request, hop), subRequest);
        return subRequest.Response.WaitAsync(cancellation);
    }

    /// <summary>Fetches a robots.txt. Called on the loop, it stands in its slot on return, so that it is the next to be taken.</summary>
    public Task<Response> FetchRobotsAsync(Request request)
    {
        var subRequest = new SubRequest { IsRobots = true };
        var entry = FrontierRequest.Of(request, Hop.First);
        if (Reactor.Current == reactor)
        {
            _open.Add(subRequest);
            scheduler.Add(entry, subRequest);
        }
        else
        {
            Add(entry, subRequest);
        }

        return subRequest.Response;
    }

    /// <summary>Takes what came of one. On the loop.</summary>
    public void Done(SubRequest subRequest, Download download)
    {
        scheduler.CompleteSubRequest();
        _open.Remove(subRequest);
        if (download.Error is { } error)
        {
            subRequest.Fail(error is DownloadException or CloseSpiderException
                ? error
                : new DownloadException(Failures.ReasonOf(error), error.Message, error));
        }
        else if (download.Result.Response is { } response)
        {
            subRequest.Succeed(response);
        }
        else if (download.Result.Rescheduled is { } next)
        {
            _open.Add(subRequest);
            var entry = FrontierRequest.Of(next, download.Request.Entry.HopTo(next));
            if (!subRequest.IsRobots && !admission.AdmitHop(next, download.Request.Entry))
            {
                _open.Remove(subRequest);
                subRequest.Fail(Failures.Offsite(next).Exception!);
            }
            else if (download.Result.NotBefore is { } delay)
            {
                reactor.CallLater(delay, () => Add(entry, subRequest));
            }
            else
            {
                Add(entry, subRequest);
            }
        }
        else
        {
            subRequest.Fail(new DownloadException(download.Result.DropReason ?? FailureReason.Other, download.Result.DropDetail ?? "Dropped."));
        }
    }

    private void Add(FrontierRequest request, SubRequest subRequest) => reactor.Post(() =>
    {
        _open.Add(subRequest);
        scheduler.Add(request, subRequest);
        onAdded();
    });
}
