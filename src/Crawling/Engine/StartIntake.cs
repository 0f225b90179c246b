using Crawling.Downloading;
using Crawling.Scheduling;
using Crawling.Scraping;
using Microsoft.Extensions.Logging;

namespace Crawling.Engine;

/// <summary>Brings what the start of a spider yields into the crawl: requests to the scheduler, items to the pipelines. Used on the loop only.</summary>
internal sealed class StartIntake
{
    /// <summary>Start requests that may wait in the scheduler.</summary>
    private const int LeastWindow = 256;

    /// <summary>The same when none of those that wait may go.</summary>
    private const int MostWindow = 10_000;

    private readonly Crawler _crawler;
    private readonly Scheduler _scheduler;
    private readonly Admission _admission;
    private readonly StartPump _pump;
    private readonly Action<ScrapeWork> _onItem;
    private readonly Action _onProgress;
    private int _window;
    private int _waiting;
    private bool _isEmpty;
    private bool _stopped;

    public StartIntake(
        Crawler crawler,
        Reactor reactor,
        Scheduler scheduler,
        Admission admission,
        Action<ScrapeWork> onItem,
        Action onProgress,
        Action<Exception?> onEnded,
        ILogger logger)
    {
        _crawler = crawler;
        _scheduler = scheduler;
        _admission = admission;
        _onItem = onItem;
        _onProgress = onProgress;
        _window = Math.Max(LeastWindow, 2 * crawler.Options.ConcurrentRequests);
        _pump = new StartPump(
            crawler,
            _window,
            (output, index) => reactor.Post(() => Take(output, index)),
            error => reactor.Post(() =>
            {
                HasEnded = true;
                if (error is null && _isEmpty && !_stopped)
                {
                    EngineLog.NothingToStart(logger, crawler.Spider.Name);
                }

                onEnded(error);
            }));
    }

    public bool HasEnded { get; private set; }

    /// <summary>Whether nothing more comes until a request has been taken.</summary>
    public bool IsSettled => HasEnded || _waiting >= _window;

    /// <param name="taken">Outputs that a former run of the job has taken.</param>
    public void Start(long taken)
    {
        _isEmpty = taken == 0 && _crawler.Spider.StartInstead is null;
        _pump.Start(taken);
    }

    /// <summary>Takes nothing further.</summary>
    public void Stop()
    {
        _stopped = true;
        _pump.Stop();
    }

    /// <summary>A start request has been taken or filtered, or an item is done.</summary>
    public void MakeRoom()
    {
        _waiting--;
        _pump.MakeRoom();
    }

    /// <summary>Nothing is in flight, for none of what waits may go: behind hosts in delay there may be start requests for others.</summary>
    public void LookFurther()
    {
        if (_waiting >= _window && _window < MostWindow)
        {
            _window++;
            _pump.MakeRoom();
        }
    }

    private void Take(Output output, long index)
    {
        if (_stopped)
        {
            return;
        }

        _isEmpty = false;
        _waiting++;
        if (output.Request is { } request)
        {
            Add(request, index);
        }
        else if (output.Item is { } item)
        {
            _onItem(ScrapeWork.OfStart(item, index));
        }

        _onProgress();
    }

    private void Add(Request request, long index)
    {
        if (_admission.Admit(request, Hop.First, isStart: true) is { } admitted)
        {
            _scheduler.Complete([Completion.OfStart(index, admitted)], []);
        }
        else
        {
            _scheduler.Complete([Completion.OfStart(index)], _crawler.Job?.ChangesOfDownloads() ?? []);
            MakeRoom();
        }
    }
}
