using Crawling.Scheduling;
using Microsoft.Extensions.Logging;

namespace Crawling.Engine;

/// <summary>What a crawl that is ended early leaves undone, for its report.</summary>
internal sealed class UnfinishedRequests
{
    private const int Shown = 5;

    private readonly List<string> _examples = [];
    private long _cutOff;

    public void Add(LeasedRequest request)
    {
        _cutOff++;
        if (_examples.Count < Shown)
        {
            _examples.Add(request.Entry.Request.Url.Href);
        }
    }

    /// <summary>Those whose callback or pipeline has been left behind.</summary>
    public void AddHung(int count) => _cutOff += count;

    public void Report(long waiting, CrawlStatistics statistics, ILogger logger)
    {
        var unfinished = _cutOff + waiting;

        // An earlier run of the job has counted what it left, which is not added to what is left now.
        if (unfinished - statistics["scheduler/unfinished"] is not 0 and var change)
        {
            statistics.Add("scheduler/unfinished", change);
        }

        if (unfinished > 0)
        {
            EngineLog.Unfinished(logger, waiting, _cutOff, _examples is [] ? "" : $": {string.Join(' ', _examples)}");
        }
    }
}
