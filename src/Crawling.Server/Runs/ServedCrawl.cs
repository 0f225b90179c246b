using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Serving;

/// <summary>The crawl of a job: its state, items and log are in the job's folder.</summary>
internal sealed class ServedCrawl : IAsyncDisposable
{
    /// <summary>How many hosts are told of.</summary>
    private const int Hosts = 50;

    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(1);

    private readonly ServiceProvider _services;
    private readonly CrawlerProcess _process;
    private readonly Crawler _crawler;
    private CrawlSnapshot _snapshot;
    private bool _paused;
    private bool _ending;

    /// <exception cref="SettingsException">It cannot be begun.</exception>
    public ServedCrawl(ServedProject project, RunPlan plan)
    {
        KeyValuePair<string, string>[] settings =
        [
            .. plan.Settings,
            new("job:directory", plan.Folder.Path),
            new("feeds:0:path", plan.Folder.Items),
            new("feeds:0:format", "jsonl"),
            new("feeds:0:overwrite", "false"),
        ];
        _services = project.Services(plan.Folder.Log);
        _process = new(project.Options(settings), _services);
        _crawler = _process.CreateCrawler(project.Find(plan.Spider), plan.Arguments);
        _snapshot = new(_crawler.Time.GetUtcNow(), CrawlState.Opening, 0, 0, 0, 0, []);
        Follow(plan.Orders);
    }

    /// <summary>Tells how far it is, once a second.</summary>
    public async Task ReportAsync(Action<RunReport> tell, CancellationToken end)
    {
        using var timer = new PeriodicTimer(ReportInterval, _crawler.Time);
        try
        {
            do
            {
                _snapshot = await _crawler.SnapshotAsync(Hosts).WaitAsync(end);
                tell(Report());
            }
            while (await timer.WaitForNextTickAsync(end));
        }
        catch (OperationCanceledException)
        {
            // It has ended.
        }
    }

    /// <summary>How far it is; how it stands is a second old at most.</summary>
    public RunReport Report() => new()
    {
        Statistics = _crawler.Statistics.ToDictionary(entry => entry.Key, entry => entry.Value is TimeSpan time ? Math.Round(time.TotalSeconds, 6) : entry.Value),
        Crawl = _snapshot,
        Moment = RunMoment.Of(_crawler, _crawler.Time.GetUtcNow()),
        Limits = new()
        {
            ConcurrentRequests = _crawler.Limits.ConcurrentRequests,
            ConcurrentRequestsPerHost = _crawler.Limits.ConcurrentRequestsPerHost,
            DownloadDelay = _crawler.Limits.DownloadDelay,
        },
    };

    /// <summary>From one thread at a time.</summary>
    public void Follow(RunOrders orders)
    {
        orders.Limits?.ApplyTo(_crawler.Limits);
        if (orders.Pause != _paused)
        {
            _paused = orders.Pause;
            (_paused ? (Action)_crawler.Pause : _crawler.Resume)();
        }

        if ((orders.Stop || orders.Interrupt) && !_ending)
        {
            _ending = true;
            _ = _crawler.StopAsync(orders.Stop ? CloseReason.Cancelled : CloseReason.Shutdown);
        }
    }

    /// <summary>Ends it without waiting for what is under way, which is fetched again when the job goes on.</summary>
    public void Abort()
    {
        _process.Interrupt();
        _process.Interrupt();
    }

    /// <summary>Crawls in this thread; signals of the process end the crawl.</summary>
    public RunOutcome Run()
    {
        _ = _crawler.CrawlAsync();
        return OutcomeOf(_process.Start());
    }

    public async Task<RunOutcome> RunAsync()
    {
        _ = _crawler.CrawlAsync();
        return OutcomeOf(await _process.RunAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _services.DisposeAsync();
    }

    private static RunOutcome OutcomeOf(IReadOnlyList<CrawlResult> results) =>
        new(results.Single().Reason.Name, results.Single().Error?.Message);
}
