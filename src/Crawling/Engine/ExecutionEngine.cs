using Crawling.Diagnostics;
using Crawling.Downloading;
using Crawling.Extensions;
using Crawling.Robots;
using Crawling.Scheduling;
using Crawling.Scraping;
using Crawling.Throttling;
using Microsoft.Extensions.Logging;

namespace Crawling.Engine;

/// <summary>
/// Moves requests from the scheduler to the downloader, responses from there to the scraper, and what comes of them back to the scheduler; sees
/// when nothing is left to do, and closes. All its state belongs to the loop.
/// </summary>
internal sealed class ExecutionEngine
{
    private readonly Crawler _crawler;
    private readonly Reactor _reactor;
    private readonly ILogger _logger;
    private readonly CrawlLifecycle _lifecycle;
    private readonly CrawlRecorder _recorder;
    private readonly CloseRules _closeRules;
    private readonly Admission _admission;
    private readonly IFrontier _frontier;
    private readonly Scheduler _scheduler;
    private readonly SubRequestFetcher _subRequests;
    private readonly StartIntake _start;
    private readonly IdleQuestion _idle;
    private readonly CloseDeadline _deadline;
    private readonly DownloadOutcomes _downloads;
    private readonly BandwidthMeter _bandwidth;
    private readonly MemoryGuard _memory;
    private readonly StatisticsLog _statisticsLog;
    private readonly UnfinishedRequests _unfinished = new();
    private readonly OutsideRequests _outside;
    private readonly ScrapeOutcomes _scraped;
    private Downloader? _downloader;
    private Scraper? _scraper;
    private DelayedCall? _wake;
    private State _state;
    private bool _paused;
    private CloseReason _reason;
    private Exception? _error;

    public ExecutionEngine(Crawler crawler, Reactor reactor, IFrontier frontier, CrawlLifecycle lifecycle, ILogger logger)
    {
        var options = crawler.Options;
        _crawler = crawler;
        _reactor = reactor;
        _logger = logger;
        _lifecycle = lifecycle;
        _closeRules = new CloseRules(options.Close, reactor, Close);
        _recorder = new CrawlRecorder(crawler, _closeRules, logger);
        _admission = new Admission(crawler.Rules, options.Depth, _recorder);
        _frontier = frontier;
        var slots = new Slots(crawler.Limits.Pace, reactor.Time, crawler.Job?.Throttle);
        _scheduler = new Scheduler(frontier, slots, reactor.Time, new FrontierCalls(reactor, Advance, Fail), Added);
        _subRequests = new SubRequestFetcher(reactor, _scheduler, _admission, options.Referrer, Advance);
        if (options.Robots.Obey && options.DownloaderMiddleware.Contains(typeof(RobotsMiddleware)))
        {
            _scheduler.Gate = new RobotsGate(reactor, _scheduler, crawler.Robots, new RobotsFetcher(crawler, _subRequests, logger), Advance).LetsPass;
        }

        _start = new StartIntake(crawler, reactor, _scheduler, _admission, work => _scraper!.Add(work), Advance, EndStart, logger);
        _idle = new IdleQuestion(crawler, reactor, Advance, EndIfDrained);
        _deadline = new CloseDeadline(reactor, options.Close.Deadline, () => EngineLog.CutOff(logger, crawler.Spider.Name), Finish);
        _downloads = new DownloadOutcomes(
            crawler,
            _scheduler,
            _subRequests,
            _admission,
            _recorder,
            _unfinished,
            work => _scraper!.Add(work),
            close => BeginClose(close, CloseReason.FatalError),
            _deadline.Token);
        _scraped = new ScrapeOutcomes(crawler, _scheduler, _start, _recorder, _unfinished, work => _scraper!.Done(work), Advance);
        _outside = new OutsideRequests(crawler, reactor, _admission, _scheduler, () => _state < State.Closing, Advance);
        _bandwidth = new BandwidthMeter(reactor, crawler.Traffic, crawler.Events);
        _memory = new MemoryGuard(crawler, reactor, MemoryGuard.OfProcess, logger, Advance, Close);
        _statisticsLog = new StatisticsLog(crawler, reactor, logger);
    }

    private enum State
    {
        New,
        Opening,
        Running,
        Closing,
        Finishing,
    }

    /// <summary>Requests that wait.</summary>
    public long Queued => _scheduler.Queued;

    /// <summary>Requests in flight. From any thread.</summary>
    public int Active => _downloader?.Active.Count ?? 0;

    /// <summary>Whether its end has been asked for. From any thread.</summary>
    public bool IsClosing { get; private set; }

    /// <summary>Fetches on behalf of whoever holds the crawl open.</summary>
    public ISubRequestFetcher SubRequests => _subRequests;

    /// <summary>Whether nothing but fetches of a callback may go: in a replay, each request has had its effect before the next one goes, so that
    /// the order does not hang on who is faster.</summary>
    private bool MustSettle => _crawler.IsReplay && !IsSettled;

    /// <summary>Until when it only waits for time to pass: for the delay of a host, or for what a clock may bring sooner. Null if it is at work.
    /// On the loop.</summary>
    public DateTimeOffset? WaitsUntil =>
        _state != State.Running || _downloader!.Active.Count > 0 || _scheduler.IsBusy || IsDrained || !(IsSettled || _subRequests.AnyOpen) ? null
        : _wake is { Active: true } wake ? wake.DueAt
        : DateTimeOffset.MaxValue;

    /// <summary>Whether each request has its place: none is on its way from the frontier, or held up by an answer that is there but has not been read.</summary>
    private bool IsPlaced => _scheduler.IsSettled || _subRequests.AnyOpen;

    private bool IsSettled => _scraper!.Active == 0 && _scheduler.IsSettled && _start.IsSettled;

    private bool IsDrained => _start.HasEnded && _scheduler.IsDone && _scraper!.Active == 0;

    /// <summary>Opens the parts of the crawl and starts it.</summary>
    public void Open()
    {
        if (_state == State.New)
        {
            _state = State.Opening;
            _crawler.Statistics.Set("start_time", _reactor.Time.GetUtcNow());
            _ = OpenAsync();
        }
    }

    /// <summary>Ends the crawl gracefully: nothing further is taken from the scheduler, what is in flight is finished until the deadline. From
    /// any thread; the first reason holds.</summary>
    public void Close(CloseReason reason) => _reactor.Post(() => BeginClose(reason, null));

    /// <summary>Ends the crawl at once: what is in flight is cut off. From any thread.</summary>
    public void Abort(CloseReason reason) => _reactor.Post(() =>
    {
        BeginClose(reason, null);
        if (_state == State.Closing)
        {
            _deadline.Cut();
        }
    });

    /// <summary>Ends the crawl because a part that it cannot do without has failed. From any thread.</summary>
    public void Fail(Exception error) => _reactor.Post(() => BeginClose(CloseReason.FatalError, error));

    /// <summary>From any thread.</summary>
    public void Pause(bool paused) => _reactor.Post(() =>
    {
        _paused = paused;
        Advance();
    });

    /// <summary>How it stands, with so many hosts. From any thread.</summary>
    public Task<CrawlSnapshot> SnapshotAsync(int hosts)
    {
        var taken = new TaskCompletionSource<CrawlSnapshot>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_reactor.TryPost(Take))
        {
            // The loop has ended; nothing changes any more.
            Take();
        }

        return taken.Task;

        void Take() => taken.TrySetResult(new(
            _reactor.Time.GetUtcNow(),
            StateNow(),
            _scheduler.Queued,
            Active,
            _scraper?.Active ?? 0,
            _scheduler.SlotCount,
            _scheduler.Busiest(hosts, _downloader?.Active ?? [])));
    }

    /// <summary>Lets the slot of a request rest: none of its requests goes for so long. From any thread.</summary>
    public void CoolDown(Request request, TimeSpan wait) => _reactor.Post(() =>
    {
        var slot = FrontierRequest.SlotOf(request);
        if (_scheduler.CoolDown(slot, wait))
        {
            ThrottlingLog.Rests(_logger, slot, wait);
        }
    });

    /// <summary>Tells what the host of a request has answered, so that a fitting delay is learnt. From any thread.</summary>
    public void Hear(Request request, HostAnswer answer) => _reactor.Post(() =>
    {
        var slot = FrontierRequest.SlotOf(request);
        if (_scheduler.Hear(slot, answer) is { } delay)
        {
            ThrottlingLog.Learnt(_logger, slot, delay, answer.Outcome, answer.Latency);
            _crawler.Statistics.Add(answer.IsRefusal ? "autothrottle/backoff_count" : "autothrottle/adjustment_count");
            _crawler.Statistics.Max("autothrottle/delay_max_ms", (long)delay.TotalMilliseconds);
        }
    });

    /// <summary>Holds to other limits from now on. From any thread.</summary>
    public void Use(CrawlPace pace) => _reactor.Post(() =>
    {
        _scheduler.Use(pace);
        _downloader?.Limit = pace.ConcurrentRequests;
        Advance();
    });

    /// <summary>Adds a request from outside. From any thread.</summary>
    public Task AddAsync(Request request) => _outside.AddAsync(request);

    private CrawlState StateNow() => _state switch
    {
        State.Running when _paused => CrawlState.Paused,
        State.Running => CrawlState.Running,
        State.Closing => CrawlState.Closing,
        State.Finishing => CrawlState.Closed,
        _ => CrawlState.Opening,
    };

    private async Task OpenAsync()
    {
        try
        {
            if (await _lifecycle.OpenAsync() is { } parts)
            {
                var claimed = await _frontier.ClaimAsync();
                _reactor.Post(() => Run(parts, claimed));
            }
            else
            {
                _reactor.Post(() => End(CloseReason.Finished, null));
            }
        }
        catch (Exception error)
        {
            _reactor.Post(() => End(CloseReason.FatalError, error));
        }
    }

    /// <summary>Ends before anything has begun.</summary>
    private void End(CloseReason reason, Exception? error)
    {
        if (error is null)
        {
            BeginClose(reason, null);
        }
        else
        {
            BeginClose(error, reason);
        }

        Finish();
    }

    private void Run(CrawlParts parts, ClaimedRequests claimed)
    {
        _scheduler.Claim(claimed);
        _crawler.Metrics.Begin();
        _downloader = new Downloader(parts.Onion, _crawler, _reactor, Downloaded, _deadline.Token);
        _scraper = ScraperFactory.Create(_crawler, parts, _subRequests, _admission, _recorder, written => _reactor.Take(() => _scraped.Take(written)), Fail, _deadline.Token);
        EngineLog.Opened(_logger, _crawler.Spider.Name);
        _crawler.Events.Publish(new SpiderOpened(_reactor.Time.GetUtcNow(), _crawler.Spider.Name));
        if (_state == State.Opening)
        {
            _state = State.Running;
            _closeRules.Start();
            _bandwidth.Start();
            _memory.Start();
            _statisticsLog.Start();
            _start.Start(parts.StartOutputs);
        }

        Advance();
    }

    private void EndStart(Exception? error)
    {
        if (error is not null)
        {
            BeginClose(error, CloseReason.StartError);
        }

        Advance();
    }

    private void Added(FrontierRequest request, bool isNew)
    {
        _admission.Added(request, isNew);
        if (isNew)
        {
            _recorder.Scheduled(request.Request);
            return;
        }

        _recorder.Filtered(request.Request);
        if (request.IsStart)
        {
            _start.MakeRoom();
        }
    }

    /// <summary>Starts whatever may be started, and sees whether anything is left to do.</summary>
    private void Advance()
    {
        if (_downloader is null || _scraper is null || _state == State.Finishing)
        {
            return;
        }

        while (!_paused
            && _downloader.Room > 0
            && _scheduler.TryTake(_downloader.Room, onlySubRequests: !_scraper.HasRoom || _memory.HoldsUp || MustSettle, out var request))
        {
            if (request.Entry.IsStart)
            {
                _start.MakeRoom();
            }

            if (request.SubRequest is null)
            {
                _recorder.Taken();
            }

            _downloader.Start(request);
        }

        if (!_paused && !_crawler.IsReplay && _downloader.Active.Count == 0 && _scraper.HasRoom && !_memory.HoldsUp && IsPlaced)
        {
            _start.LookFurther();
        }

        SetWake();
        if (_state == State.Closing && _downloader.Active.Count == 0 && _scraper.Active == 0 && !_scheduler.IsBusy)
        {
            Finish();
        }
        else if (_state == State.Running && IsDrained)
        {
            _idle.Ask();
        }
    }

    private void SetWake()
    {
        if (_scheduler.Wake() is not { } wait)
        {
            return;
        }

        if (_wake is { Active: true })
        {
            _wake.Reset(wait);
        }
        else
        {
            _wake = _reactor.CallLater(wait, Advance);
        }
    }

    private void Downloaded(Download download)
    {
        _downloads.Take(download);
        _closeRules.CheckBytes(_crawler.Traffic.Received);
        Advance();
    }

    private void EndIfDrained()
    {
        if (_state == State.Running && IsDrained)
        {
            var isMixed = _recorder.HasHungCallback && _crawler.Options.ConcurrentCallbacks == 1;
            BeginClose(isMixed ? CloseReason.CallbackHung : CloseReason.Finished, null);
        }
    }

    /// <summary>Closes because something threw: for the reason the exception names if it asks for the end, else for the given one.</summary>
    private void BeginClose(Exception error, CloseReason reason)
    {
        if (error is CloseSpiderException close)
        {
            BeginClose(new CloseReason(close.Message), null);
        }
        else
        {
            BeginClose(reason, error);
        }
    }

    private void BeginClose(CloseReason reason, Exception? error)
    {
        if (_state >= State.Closing)
        {
            return;
        }

        _reason = reason;
        _error = error;
        if (error is not null)
        {
            EngineLog.Failed(_logger, error, _crawler.Spider.Name);
        }

        var neverOpened = _state == State.New;
        _state = State.Closing;
        IsClosing = true;
        _start.Stop();
        if (neverOpened)
        {
            Finish();
            return;
        }

        if (!reason.IsComplete)
        {
            EngineLog.Closing(_logger, _crawler.Spider.Name, reason, _downloader?.Active.Count ?? 0, _scraper?.Active ?? 0);
            _scheduler.Drain();
            _deadline.Start();
        }

        Advance();
    }

    /// <summary>Nothing is under way any more, or nothing is waited for: closes the parts.</summary>
    private void Finish()
    {
        if (_state == State.Finishing)
        {
            return;
        }

        _state = State.Finishing;
        _wake?.Cancel();
        _deadline.Stop();
        _bandwidth.Stop();
        _memory.Stop();
        _statisticsLog.Stop();
        _ = StopWritingAsync();
    }

    private async Task StopWritingAsync()
    {
        await _lifecycle.StopWritingAsync(_scraper);

        // Whatever was still written is acknowledged by now: it has been posted before.
        _reactor.Post(() =>
        {
            foreach (var request in _downloader?.Active ?? [])
            {
                _unfinished.Add(request);
            }

            _unfinished.AddHung(_scraper?.Active ?? 0);
            _unfinished.Report(_scheduler.Queued, _crawler.Statistics, _logger);
            _ = FinishAsync();
        });
    }

    private async Task FinishAsync()
    {
        if (await _lifecycle.CloseAsync(_reason, _frontier) is { } error)
        {
            _error ??= error;
            _reason = CloseReason.FatalError;
        }

        _reactor.Post(() =>
        {
            EngineLog.Closed(_logger, _crawler.Spider.Name, _reason);
            _outside.Fail(_error);
            _crawler.Complete(_reason, _error);
        });
    }
}
