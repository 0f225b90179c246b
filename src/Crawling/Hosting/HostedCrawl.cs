using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Crawling;

/// <summary>Runs a spider when the host has started and at intervals. Each run has a process of its own, as a reactor runs once.</summary>
internal sealed class HostedCrawl(
    string spider,
    HostedCrawlOptions plan,
    IServiceProvider services,
    SpiderRegistry spiders,
    IHostApplicationLifetime lifetime,
    IOptions<HostOptions> host,
    TimeProvider time,
    ILoggerFactory loggers) : BackgroundService
{
    private readonly ILogger _logger = loggers.CreateLogger("Crawling");
    private CrawlerProcess? _first;
    private PeriodicTimer? _ticks;
    private volatile Task _run = Task.CompletedTask;
    private volatile Crawler? _crawler;
    private volatile CrawlResult? _last;
    private volatile bool _isDone;

    /// <summary>The spider's name.</summary>
    public string Spider => spider;

    public HostedCrawlOptions Plan => plan;

    /// <summary>The crawl that goes on.</summary>
    public Crawler? Running => _run.IsCompleted ? null : _crawler;

    /// <summary>What the last run came to; null if none has ended.</summary>
    public CrawlResult? Last => _last;

    /// <summary>Whether no further run will come.</summary>
    public bool IsDone => _isDone;

    /// <summary>Runs that were due while another went on.</summary>
    public int Skipped { get; private set; }

    /// <summary>Makes the first run here, so that a spider or a setting that cannot be used fails the start of the host.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        spiders.Find(spider);
        _first = plan.RunOnStart ? await MakeAsync() : null;
        _ticks = plan.Interval is { } interval ? new PeriodicTimer(interval, time) : null;
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _ticks?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host stops its services one after the other, but tells all of them at once that it will.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        if (_first is { } first)
        {
            _run = RunAsync(() => Task.FromResult(first), stopping.Token);
        }

        while (await IsDueAsync(stopping.Token))
        {
            if (_run.IsCompleted)
            {
                _run = RunAsync(MakeAsync, stopping.Token);
            }
            else
            {
                Skipped++;
                HostingLog.Skipped(_logger, spider, plan.Interval);
            }
        }

        await _run;
        _isDone = true;
        if (plan.StopHostWhenDone)
        {
            StopHost();
        }
    }

    /// <summary>False once no further run will come.</summary>
    private async Task<bool> IsDueAsync(CancellationToken stopping)
    {
        try
        {
            return _ticks is not null && await _ticks.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task RunAsync(Func<Task<CrawlerProcess>> make, CancellationToken stopping)
    {
        try
        {
            await using var process = await make();
            _crawler = process.Crawlers.Single();
            _last = (await process.RunAsync(stopping)).Single();
        }
        catch (Exception error)
        {
            HostingLog.Failed(_logger, error, spider);
            _last = new CrawlResult(spider, CloseReason.StartError, new CrawlStatistics(), error);
        }
        finally
        {
            _crawler = null;
        }
    }

    private async Task<CrawlerProcess> MakeAsync()
    {
        var process = new CrawlerProcess(services: services);
        try
        {
            var crawler = process.CreateCrawler(spiders.Find(spider), plan.Arguments);
            ShutdownAllowance.Cover(host.Value, crawler.Options.Close.Deadline);
            _ = crawler.CrawlAsync();
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    private void StopHost()
    {
        if (_last is { Reason.IsFailure: true })
        {
            Environment.ExitCode = 1;
        }

        if (services.GetServices<HostedCrawl>().All(crawl => crawl.IsDone || !crawl.Plan.StopHostWhenDone))
        {
            HostingLog.StoppingHost(_logger);
            lifetime.StopApplication();
        }
    }
}
