using System.Diagnostics;
using Crawling.Diagnostics;
using Crawling.Scheduling;

namespace Crawling.Downloading;

/// <summary>Fetches requests through the onion of middleware, off the loop, and posts what came of them back. Used on the loop only.</summary>
internal sealed class Downloader(DownloaderDelegate onion, Crawler crawler, Reactor reactor, Action<Download> onDone, CancellationToken cancellation)
{
    private readonly HashSet<LeasedRequest> _active = [];

    /// <summary>Requests under way.</summary>
    public IReadOnlyCollection<LeasedRequest> Active => _active;

    /// <summary>How many may be under way at once.</summary>
    public int Limit { get; set; } = crawler.Limits.ConcurrentRequests;

    /// <summary>How many more requests may be started.</summary>
    public int Room => Limit - _active.Count;

    public void Start(LeasedRequest request)
    {
        _active.Add(request);
        ThreadPool.UnsafeQueueUserWorkItem(
            static work => _ = work.Downloader.FetchAsync(work.Request), (Downloader: this, Request: request), preferLocal: false);
    }

    private async Task FetchAsync(LeasedRequest request)
    {
        var download = new Download(request);
        var activity = CrawlTraces.StartFetch(request, crawler.Spider.Name);
        download.Trace = activity?.Context ?? default;
        try
        {
            download.Result = await onion(request.Request, cancellation);
            download.Result.Response?.AnswerTo(request.Request);
        }
        catch (Exception error)
        {
            download.Error = error;
        }

        activity?.End(download);
        reactor.Take(() =>
        {
            _active.Remove(request);
            onDone(download);
        });
    }
}

/// <summary>What came of a request: a result or an error.</summary>
internal sealed class Download(LeasedRequest request)
{
    public LeasedRequest Request => request;

    public DownloadResult Result { get; set; }

    public Exception? Error { get; set; }

    /// <summary>What its callback belongs to; default where nobody traces.</summary>
    public ActivityContext Trace { get; set; }
}
