using Crawling.Cookies;
using Crawling.Diagnostics;
using Crawling.Downloading;
using Crawling.Engine;
using Crawling.Extensions;
using Crawling.Feeds;
using Crawling.Items;
using Crawling.Jobs;
using Crawling.Recording;
using Crawling.Robots;
using Crawling.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Crawling;

/// <summary>One run of a spider.</summary>
public sealed class Crawler
{
    private readonly CrawlerProcess _process;
    private readonly ILoggerFactory _loggers;
    private int _started;

    internal Crawler(CrawlerProcess process, Spider spider, CrawlerOptions options, CrawlHost host, CrawlScope scope)
    {
        _process = process;
        _loggers = host.Loggers;
        Spider = spider;
        Time = process.Reactor.Time;
        Statistics = new CrawlStatistics();
        Completion = new Deferred<CrawlResult>(process.Reactor, () => Engine!.Close(CloseReason.Cancelled));
        scope.Use(this);
        spider.Attach(this);
        Options = options.ForSpider(spider.Name, spider.ApplyConfigure);
        ReplaySettings.Apply(Options);
        Metrics = new CrawlMetrics(this);
        var logger = CreateLogger("Crawling");
        Events = new CrawlerEvents(Time, logger);
        Extensions = new ExtensionRunner(this, logger);
        Cookies = new CookieSessions(Options.Cookies, Time, Statistics, logger);
        Items = new ItemOutlet();
        Limits = new CrawlLimits(Options, pace => Engine!.Use(pace));
        Rules = new AdmissionRules(this);
        ItemKeys = new ItemKeys();
        Inspector = scope.Services.GetService<IResponseInspector>();
        Recorder = Options.Record.File is null ? null : new Recorder(this);
        Job = Options.Job.Directory is null ? null : new Job(this);
        Engine = new ExecutionEngine(
            this,
            process.Reactor,
            Job?.Frontier ?? scope.Services.GetService<IFrontier>() ?? new MemoryFrontier(Options.Frontier, Time),
            new CrawlLifecycle(this, scope, host.HttpHandlerFor(Options), logger),
            logger);
    }

    /// <summary>Its spider.</summary>
    public Spider Spider { get; }

    /// <summary>Its settings, all layers laid over each other.</summary>
    public CrawlerOptions Options { get; }

    /// <summary>What happens in it.</summary>
    public CrawlerEvents Events { get; }

    /// <summary>How fast it may go; may be changed while it runs.</summary>
    public CrawlLimits Limits { get; }

    /// <summary>What it has counted so far.</summary>
    public CrawlStatistics Statistics { get; }

    /// <summary>How it ended, once it has. Cancelling it ends the crawl.</summary>
    public Deferred<CrawlResult> Completion { get; }

    internal TimeProvider Time { get; }

    internal Traffic Traffic { get; } = new();

    internal CrawlMetrics Metrics { get; }

    /// <summary>What is requested and what is not.</summary>
    internal AdmissionRules Rules { get; }

    internal ExecutionEngine Engine { get; }

    internal ExtensionRunner Extensions { get; }

    internal CookieSessions Cookies { get; }

    internal ItemOutlet Items { get; }

    internal RobotsCache Robots { get; } = new(RobotsCache.UsualLimit);

    internal ItemKeys ItemKeys { get; }

    /// <summary>Null unless what is fetched is recorded.</summary>
    internal Recorder? Recorder { get; }

    /// <summary>Whether a recording answers instead of the network.</summary>
    internal bool IsReplay => Options.Replay.File is not null;

    /// <summary>Null if it is kept in memory.</summary>
    internal Job? Job { get; }

    /// <summary>Shows responses to a person; null if nobody is there.</summary>
    internal IResponseInspector? Inspector { get; set; }

    /// <summary>Takes down what is sent and how long it takes; null: nobody asks.</summary>
    internal ExchangeLog? Exchanges { get; set; }

    /// <summary>Requests that wait in its scheduler.</summary>
    public long Queued => Engine.Queued;

    /// <summary>Starts it, as soon as the reactor runs. Once.</summary>
    /// <returns>The same as <see cref="Completion"/>.</returns>
    /// <exception cref="InvalidOperationException">It was started before, or its process has ended.</exception>
    public Deferred<CrawlResult> CrawlAsync()
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
        {
            throw new InvalidOperationException($"This crawl of '{Spider.Name}' was started before; a crawler crawls once.");
        }

        _process.Begin(this);
        return Completion;
    }

    /// <summary>Puts a request into the running crawl from outside, as if the spider had yielded it.</summary>
    /// <exception cref="InvalidOperationException">The crawl has ended.</exception>
    public ValueTask AddAsync(Request request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new(Engine.AddAsync(request));
    }

    /// <summary>How it stands now. Read on the reactor's loop, so it comes once that runs.</summary>
    /// <param name="hosts">How many hosts it tells of. Default: 20.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public Task<CrawlSnapshot> SnapshotAsync(int hosts = 20)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hosts);
        return Engine.SnapshotAsync(hosts);
    }

    /// <summary>Starts no further request.</summary>
    public void Pause() => Engine.Pause(true);

    /// <summary>Goes on after <see cref="Pause"/>.</summary>
    public void Resume() => Engine.Pause(false);

    /// <summary>Ends it gracefully: what is in flight is finished, until <see cref="CloseOptions.Deadline"/>.</summary>
    /// <param name="reason">Default: <see cref="CloseReason.Cancelled"/>.</param>
    public Task StopAsync(CloseReason? reason = null)
    {
        Engine.Close(reason ?? CloseReason.Cancelled);
        return Completion.AsTask();
    }

    /// <summary>Whether a status reaches the callback though it is not 2xx.</summary>
    internal bool Allows(Request request, int status) => (request.AllowedStatuses ?? Spider.AllowedStatuses).Contains(status);

    /// <summary>Whether a response of this status is what was asked for, so that it reaches the callback.</summary>
    internal bool Wants(Request request, int status) => status is >= 200 and < 300 || Allows(request, status);

    internal ILogger CreateLogger(string category) => new CountingLogger(_loggers.CreateLogger(category), Statistics);

    internal void Complete(CloseReason reason, Exception? error)
    {
        Metrics.End();
        Completion.TryComplete(new(true, new CrawlResult(Spider.Name, reason, Statistics, error), null));
        _process.End(this);
    }
}
