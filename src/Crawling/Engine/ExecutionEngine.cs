using Crawling.Downloading;
using Crawling.Scheduling;
using Crawling.Scraping;
using Microsoft.Extensions.Logging;

namespace Crawling.Engine;

/// <summary>
/// Moves requests from the scheduler to the downloader, responses from there to the scraper, and what comes of them back to the scheduler; sees
/// when nothing is left to do, and closes. All its state belongs to the loop.
/// </summary>
internal sealed class ExecutionEngine
{
    /// <summary>Start requests that may wait in the scheduler.</summary>
    private const int LeastStartWindow = 256;

    private static readonly TimeSpan IdleInterval = TimeSpan.FromSeconds(1);

    private readonly Crawler _crawler;
    private readonly Reactor _reactor;
    private readonly ILogger _logger;
    private readonly Scheduler _scheduler;
    private readonly SubRequestFetcher _subRequests;
    private readonly StartPump _start;
    private readonly CloseRules _closeRules;
    private readonly CancellationTokenSource _cutOff = new();
    private readonly CrawlOpening _opening;
    private State _state;
    private Downloader? _downloader;
    private Scraper? _scraper;
    private DelayedCall? _wake;
    private DelayedCall? _deadline;
    private long _startItems;
    private bool _paused;
    private bool _startEnded;
    private bool _askingIdle;
    private CloseReason _reason;
    private Exception? _error;

    public ExecutionEngine(Crawler crawler, Reactor reactor, IFrontier frontier, CrawlOpening opening, ILogger logger)
    {
        _crawler = crawler;
        _reactor = reactor;
        _logger = logger;
        _opening = opening;
        _scheduler = new Scheduler(frontier, SlotLimits.Of(crawler.Options), reactor.Time, new FrontierCalls(reactor, Advance, Fail), Added);
        _subRequests = new SubRequestFetcher(reactor, _scheduler, Advance);
        _start = new StartPump(
            crawler.Spider,
            Math.Max(LeastStartWindow, 2 * crawler.Options.ConcurrentRequests),
            output => _reactor.Post(() => TakeStart(output)),
            error => _reactor.Post(() => EndStart(error)));
        _closeRules = new CloseRules(crawler.Options.Close, Close);
    }

    private enum State
    {
        New,
        Opening,
        Running,
        Closing,
        Finishing,
        Closed,
    }

    /// <summary>Requests that wait.</summary>
    public long Queued => _scheduler.Queued;

    /// <summary>Whether its end has been asked for. From any thread.</summary>
    public bool IsClosing { get; private set; }

    public CancellationToken CutOff => _cutOff.Token;

    public ISubRequestFetcher SubRequests => _subRequests;

    /// <summary>Opens the parts of the crawl and starts it. On the loop.</summary>
    public void Open()
    {
        _state = State.Opening;
        _crawler.Statistics.Set("start_time", _reactor.Time.GetUtcNow());
        _ = OpenAsync();
    }

    /// <summary>Ends the crawl gracefully: nothing further is taken from the scheduler, what is in flight is finished until the deadline.
    /// From any thread; the first reason holds.</summary>
    public void Close(CloseReason reason) => _reactor.Post(() => BeginClose(reason, null));

    /// <summary>Ends the crawl at once: what is in flight is cut off. From any thread.</summary>
    public void Abort(CloseReason reason) => _reactor.Post(() =>
    {
        BeginClose(reason, null);
        if (_state == State.Closing)
        {
            Cut();
        }
    });

    /// <summary>Ends the crawl because a part that it cannot do without has failed. From any thread.</summary>
    public void Fail(Exception error) => _reactor.Post(() =>
    {
        if (_state is not (State.Finishing or State.Closed))
        {
            EngineLog.Failed(_logger, error, _crawler.Spider.Name);
        }

        BeginClose(CloseReason.FatalError, error);
    });

    public void Pause() => _reactor.Post(() => _paused = true);

    public void Resume() => _reactor.Post(() =>
    {
        _paused = false;
        Advance();
    });

    /// <summary>Adds a request from outside.</summary>
    public Task AddAsync(Request request)
    {
        var entry = FrontierRequest.Of(request, Hop.First);
        var added = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var posted = _reactor.TryPost(() =>
        {
            if (_state is State.Closing or State.Finishing or State.Closed)
            {
                added.SetException(Ended());
                return;
            }

            _scheduler.Add([entry]);
            added.SetResult();
            Advance();
        });
        return posted ? added.Task : Task.FromException(Ended());

        InvalidOperationException Ended() => new($"The crawl of '{_crawler.Spider.Name}' has ended; it takes no further request.");
    }

    public void CountItem() => _closeRules.CountItem();

    public void CountError() => _closeRules.CountError();

    private async Task OpenAsync()
    {
        try
        {
            var parts = await _opening.OpenAsync();
            _reactor.Post(() => Run(parts));
        }
        catch (Exception error)
        {
            _reactor.Post(() =>
            {
                EngineLog.Failed(_logger, error, _crawler.Spider.Name);
                _reason = _state == State.Closing ? _reason : CloseReason.FatalError;
                _error ??= error;
                Finish();
            });
        }
    }

    private void Run(CrawlParts parts)
    {
        _downloader = new Downloader(parts.Onion, _crawler.Options.ConcurrentRequests, _reactor, Downloaded, _cutOff.Token);
        _scraper = _opening.CreateScraper(this, parts, works => _reactor.Post(() => Scraped(works)));
        EngineLog.Opened(_logger, _crawler.Spider.Name);
        _crawler.Events.Publish(new SpiderOpened(_reactor.Time.GetUtcNow(), _crawler.Spider.Name));
        if (_state == State.Opening)
        {
            _state = State.Running;
            _closeRules.Start(_reactor);
            _start.Start();
            TellBandwidth();
        }

        Advance();
    }

    private void TakeStart(Output output)
    {
        if (_state != State.Running)
        {
            return;
        }

        if (output.Request is { } request)
        {
            _scheduler.Add([FrontierRequest.Of(request, Hop.First, isStart: true)]);
        }
        else if (output.Item is { } item)
        {
            var work = new ScrapeWork(null, null, null) { StartIndex = _startItems++ };
            work.Items.Add(item);
            _scraper!.Add(work);
        }

        Advance();
    }

    private void EndStart(Exception? error)
    {
        _startEnded = true;
        if (error is CloseSpiderException close)
        {
            BeginClose(new CloseReason(close.Message), null);
        }
        else if (error is not null)
        {
            EngineLog.StartThrew(_logger, error, _crawler.Spider.Name);
            BeginClose(CloseReason.StartError, error);
        }

        Advance();
    }

    /// <summary>Starts whatever may be started, and sees whether anything is left to do.</summary>
    private void Advance()
    {
        if (_downloader is null || _scraper is null)
        {
            return;
        }

        // While closing, only the fetches that running callbacks wait for are still taken.
        if (_state is State.Running or State.Closing && !_paused)
        {
            while (_downloader.HasRoom && (_scraper.HasRoom || _scheduler.HasSubRequests) && _scheduler.TryTake(out var request))
            {
                if (request.Entry.IsStart)
                {
                    _start.MakeRoom();
                }

                _crawler.Statistics.Add("scheduler/dequeued");
                _downloader.Start(request);
            }

            SetWake();
        }

        CheckEnd();
    }

    private void SetWake()
    {
        if (_scheduler.NextWake is not { } wait || !_downloader!.HasRoom)
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
        _scheduler.Release(download.Request);
        if (download.Request.SubRequest is { } subRequest)
        {
            _subRequests.Done(subRequest, download);
        }
        else if (download.Error is OperationCanceledException && _cutOff.IsCancellationRequested)
        {
            CountUnfinished(download.Request);
        }
        else if (download.Result.Response is { } response)
        {
            Received(download.Request, response);
        }
        else if (download.Result.Rescheduled is { } next)
        {
            _scheduler.Complete([new(download.Request.Token, [Reschedule(download.Request.Entry, next, download.Result.NotBefore)])]);
        }
        else
        {
            Failed(download.Request, Failures.Of(download));
        }

        Advance();
    }

    private void Received(LeasedRequest request, Response response)
    {
        _crawler.Statistics.Add("response_received_count");
        _crawler.Statistics.Max("request_depth_max", response.Depth);
        ScrapingLog.ResponseReceived(_logger, response);
        if (_crawler.Events.Wants<ResponseReceived>())
        {
            _crawler.Events.Publish(new ResponseReceived(_reactor.Time.GetUtcNow(), response));
        }

        _closeRules.CountPage();
        if (response.Status is >= 200 and < 300 || _crawler.Allows(request.Request, response.Status))
        {
            _scraper!.Add(new ScrapeWork(request, response, null));
        }
        else
        {
            _crawler.Statistics.Add("httperror/response_ignored_count");
            _crawler.Statistics.Add($"httperror/response_ignored_status_count/{response.Status}");
            Failed(request, Failures.Of(request, response));
        }
    }

    private void Failed(LeasedRequest request, RequestFailure failure)
    {
        ScrapingLog.RequestFailed(
            _logger, failure.Request.ToString(), failure.Reason, failure.Exception?.Message ?? $"Status {failure.Response?.Status}.");
        if (_crawler.Events.Wants<RequestFailed>())
        {
            _crawler.Events.Publish(new RequestFailed(_reactor.Time.GetUtcNow(), failure));
        }

        _scraper!.Add(new ScrapeWork(request, null, failure));
    }

    // A chain of retries and redirects is never a duplicate of itself.
    private static FrontierRequest Reschedule(FrontierRequest parent, Request next, TimeSpan? delay, DateTimeOffset now)
    {
        var fingerprint = Fingerprint.Of(next);
        IReadOnlyList<UInt128> chain = [.. parent.Hop.Chain, parent.Fingerprint];
        return new FrontierRequest(next, next.Hop with { Depth = parent.Hop.Depth, Chain = chain }, fingerprint)
        {
            NotBefore = delay is { } wait ? now + wait : null,
            Unfiltered = next.DontFilter || chain.Contains(fingerprint),
        };
    }

    private FrontierRequest Reschedule(FrontierRequest parent, Request next, TimeSpan? delay) =>
        Reschedule(parent, next, delay, _reactor.Time.GetUtcNow());

    private void Scraped(IReadOnlyList<ScrapeWork> works)
    {
        if (_state is State.Finishing or State.Closed)
        {
            return;
        }

        var completions = new List<Completion>(works.Count);
        foreach (var work in works)
        {
            _scraper!.Done(work);
            if (work.Unfinished && work.Request is not null)
            {
                CountUnfinished(work.Request);
            }
            else if (work.Request is { } request)
            {
                completions.Add(new(request.Token, work.Children));
            }
        }

        _scheduler.Complete(completions);
        Advance();
    }

    private void Added(FrontierRequest request, bool isNew)
    {
        if (isNew)
        {
            _crawler.Statistics.Add("scheduler/enqueued");
            if (_crawler.Events.Wants<RequestScheduled>())
            {
                _crawler.Events.Publish(new RequestScheduled(_reactor.Time.GetUtcNow(), request.Request));
            }

            return;
        }

        _crawler.Statistics.Add("dupefilter/filtered");
        EngineLog.Filtered(_logger, request.Request);
        if (_crawler.Events.Wants<RequestDropped>())
        {
            _crawler.Events.Publish(new RequestDropped(_reactor.Time.GetUtcNow(), request.Request, "dupefilter/filtered"));
        }

        if (request.IsStart)
        {
            _start.MakeRoom();
        }
    }

    private void CheckEnd()
    {
        var underWay = _downloader!.Active.Count + _scraper!.Active;
        if (underWay > 0)
        {
            return;
        }

        if (_state == State.Closing)
        {
            Finish();
        }
        else if (_state == State.Running && _startEnded && _scheduler.Pending == 0 && !_askingIdle)
        {
            _askingIdle = true;
            _crawler.Events.Publish(new SpiderIdle(_reactor.Time.GetUtcNow()));
            _ = AskIdleAsync();
        }
    }

    private async Task AskIdleAsync()
    {
        var keepOpen = await _crawler.Extensions.OnIdleAsync();
        _reactor.Post(() =>
        {
            if (keepOpen)
            {
                _reactor.CallLater(IdleInterval, EndAsking);
                return;
            }

            _askingIdle = false;
            if (_scheduler.Pending == 0 && _scraper!.Active == 0)
            {
                BeginClose(CloseReason.Finished, null);
            }
        });

        void EndAsking()
        {
            _askingIdle = false;
            Advance();
        }
    }

    private void BeginClose(CloseReason reason, Exception? error)
    {
        if (_state is State.Closing or State.Finishing or State.Closed)
        {
            return;
        }

        _reason = reason;
        _error = error;
        if (_state == State.New)
        {
            Finish();
            return;
        }

        _state = State.Closing;
        IsClosing = true;
        _start.Stop();
        _scheduler.Drain();
        if (_downloader is not null)
        {
            if (reason != CloseReason.Finished)
            {
                EngineLog.Closing(_logger, _crawler.Spider.Name, reason, _downloader.Active.Count, _scraper!.Active);
            }

            _deadline = _reactor.CallLater(CloseTimes.UntilCut(_crawler.Options.Close.Deadline), Cut);
            Advance();
        }
    }

    private void Cut()
    {
        if (_state != State.Closing || _cutOff.IsCancellationRequested || _downloader is null)
        {
            return;
        }

        EngineLog.CutOff(_logger);
        _cutOff.Cancel();
        _reactor.CallLater(CloseTimes.Grace(_crawler.Options.Close.Deadline), () =>
        {
            if (_state == State.Closing)
            {
                // A callback that does not listen is left behind: what it yields later is not written.
                Finish();
            }
        });
    }

    private long _unfinished;
    private readonly List<string> _unfinishedExamples = [];

    private void CountUnfinished(LeasedRequest request)
    {
        _unfinished++;
        if (_unfinishedExamples.Count < 5)
        {
            _unfinishedExamples.Add(request.Entry.Request.Url.Href);
        }
    }

    private void Finish()
    {
        _state = State.Finishing;
        _wake?.Cancel();
        _deadline?.Cancel();
        _scraper?.Complete();
        foreach (var request in _downloader?.Active ?? [])
        {
            CountUnfinished(request);
        }

        var unfinished = _unfinished + _scheduler.Queued;
        if (unfinished > 0)
        {
            _crawler.Statistics.Add("scheduler/unfinished", unfinished);
            EngineLog.Unfinished(_logger, unfinished, _unfinishedExamples.Count > 0 ? string.Join(", ", _unfinishedExamples) : "those still waiting");
        }

        _ = FinishAsync();
    }

    private async Task FinishAsync()
    {
        var error = await _opening.CloseAsync(_reason);
        _error ??= error;
        if (error is not null && _reason == CloseReason.Finished)
        {
            _reason = CloseReason.FatalError;
        }

        _reactor.Post(() =>
        {
            _state = State.Closed;
            EngineLog.Closed(_logger, _crawler.Spider.Name, _reason);
            _crawler.Complete(_reason, _error);
        });
    }

    private void TellBandwidth()
    {
        if (_state is State.Finishing or State.Closed)
        {
            return;
        }

        if (_crawler.Events.Wants<BandwidthEvent>())
        {
            var (received, sent) = _crawler.Traffic.Take();
            _crawler.Events.Publish(new BandwidthEvent(_reactor.Time.GetUtcNow(), received, sent));
        }

        _reactor.CallLater(TimeSpan.FromSeconds(1), TellBandwidth);
    }
}
