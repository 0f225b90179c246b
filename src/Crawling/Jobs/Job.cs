using System.Text.Json;
using Crawling.Cookies;
using Crawling.Feeds;
using Crawling.Robots;
using Crawling.Scheduling;
using Crawling.Throttling;

namespace Crawling.Jobs;

/// <summary>A crawl whose state is in a folder: it survives its process, and goes on in the next.</summary>
internal sealed class Job : IDisposable
{
    private readonly Crawler _crawler;
    private readonly JobOptions _options;
    private readonly CallbackNames _callbacks;
    private readonly IJobState[] _partsOfOutcomes;
    private readonly IJobState[] _partsOfDownloads;
    private readonly StoreThread _thread;
    private JobDirectory? _directory;
    private JobDatabase? _database;

    public Job(Crawler crawler)
    {
        _crawler = crawler;
        _options = crawler.Options.Job;
        _callbacks = new CallbackNames(crawler.Spider);
        Errors = new LastErrors(crawler.Time);
        Throttle = new ThrottleState(crawler.Time);
        Record = new CrawlRecord(crawler.Time, isKept: _options.RecordSize > 0);
        _partsOfOutcomes = [new StatisticsState(crawler.Statistics), new SpiderStateKeeper(crawler.Spider.State), crawler.ItemKeys, .. crawler.Rules.States];
        _partsOfDownloads = [new CookieState(crawler.Cookies), new RobotsState(crawler), Throttle, Errors, Record, .. crawler.Recorder is { } recorder ? [recorder] : Array.Empty<IJobState>()];
        _thread = new StoreThread(_options.Durability == JobDurability.PowerLoss ? crawler.Items.Sync : static () => { });
        Frontier = new JobFrontier(_thread);
    }

    public IFrontier Frontier { get; }

    public LastErrors Errors { get; }

    public ThrottleState Throttle { get; }

    /// <summary>What became of each request.</summary>
    public CrawlRecord Record { get; }

    /// <summary>Whether there is something to go on with.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Refuses what another process could not take up.</summary>
    /// <exception cref="ArgumentException">A callback has no name to be found by.</exception>
    public void Check(Request request)
    {
        foreach (var callback in (Delegate?[])[request.Callback, request.Errback, request.OnHeaders, request.OnBody])
        {
            if (callback is not null)
            {
                _callbacks.NameOf(callback);
            }
        }
    }

    /// <summary>Takes the folder and takes up what it holds. Off the loop.</summary>
    /// <exception cref="SettingsException">The folder is in use, is another spider's, or cannot be used.</exception>
    public JobStart Open()
    {
        _directory = JobDirectory.Hold(_options.Directory!);
        if (_options.Restart)
        {
            ForgetFeeds();
            _directory.Clear();
        }

        _database = JobDatabase.Open(_directory.Database, _options);
        try
        {
            return TakeUp(_database);
        }
        catch (Exception error) when (error is not (SettingsException or JobException))
        {
            throw JobDatabase.Unusable(_directory.Database, error);
        }
    }

    /// <summary>What is to be kept with the next completions.</summary>
    /// <param name="feeds">Where the feeds stand when those are written.</param>
    public IReadOnlyList<StateChange> Changes(IReadOnlyList<FeedPosition> feeds) =>
        [new(JobState.FeedsKey, JsonSerializer.SerializeToUtf8Bytes(feeds)), .. _partsOfOutcomes.SelectMany(part => part.TakeChanges()), .. ChangesOfDownloads()];

    /// <summary>What is to be kept with a completion that no callback had a part in: a hop takes the cookies of its answer along. What callbacks
    /// change waits for the outcome that has their items.</summary>
    public IReadOnlyList<StateChange> ChangesOfDownloads() => [.. _partsOfDownloads.SelectMany(part => part.TakeChanges())];

    /// <summary>Keeps where the feeds stand, before anything is written to them or after they have ended.</summary>
    public Task KeepAsync(IReadOnlyList<FeedPosition> feeds)
    {
        var changes = Changes(feeds);
        return _thread.DoAsync(store =>
        {
            store.Keep(changes);
            return true;
        });
    }

    /// <summary>Ends the run in order.</summary>
    /// <param name="reason">Why it ends; a crawl that has finished is not resumed.</param>
    /// <param name="feeds">Where the feeds stand now that they have ended.</param>
    public async Task CloseAsync(CloseReason reason, IReadOnlyList<FeedPosition> feeds)
    {
        List<StateChange> changes = [.. Changes(feeds)];
        if (reason.IsComplete)
        {
            changes.Add(new(JobState.FinishReasonKey, StateValue.Of(reason.Name)));
        }

        IsOpen = false;
        if (_thread.HasFailed)
        {
            // That has ended the crawl, and was told then.
            return;
        }

        await _thread.DoAsync(store =>
        {
            store.Close(changes);
            return true;
        });
    }

    public void Dispose()
    {
        _thread.Dispose();
        _database?.Dispose();
        _directory?.Dispose();
    }

    private JobStart TakeUp(JobDatabase database)
    {
        var store = new JobStore(database, new RequestCodec(_callbacks), _crawler.Options.Frontier.Order, _crawler.Time, _options.RecordSize);
        database.Execute("BEGIN IMMEDIATE");
        var state = store.Load();
        CheckSpider(state);
        store.Keep([new(JobState.SpiderKey, StateValue.Of(_crawler.Spider.Name))]);
        database.Execute("COMMIT");
        foreach (var part in _partsOfOutcomes.Concat(_partsOfDownloads))
        {
            part.Restore(state.Values);
        }

        if (state.DeadLetters.Count > 0)
        {
            _crawler.Statistics.Add("deadletter/count", state.DeadLetters.Count);
        }

        _thread.Start(database, store);
        IsOpen = state.FinishReason is null;
        return new JobStart(
            _directory!.FullPath, state.FinishReason, state.Spider is not null, state.StartOutputs, state.Feeds, state.DeadLetters);
    }

    /// <summary>Removes what the feeds of the former job have left half-written.</summary>
    private void ForgetFeeds()
    {
        try
        {
            using var database = JobDatabase.Open(_directory!.Database, _options);
            var state = new JobState(new StateTable(database).All(), 0, []);
            FeedSet.Forget(state.Feeds);
        }
        catch (SettingsException)
        {
            // It may be damaged: that is a reason to begin anew.
        }
    }

    private void CheckSpider(JobState state)
    {
        if (state.Spider is { } owner && owner != _crawler.Spider.Name)
        {
            throw new SettingsException(
                $"The job in {_directory!.FullPath} is one of spider '{owner}': give '{_crawler.Spider.Name}' a folder of its own, or begin anew with --restart.");
        }
    }
}
