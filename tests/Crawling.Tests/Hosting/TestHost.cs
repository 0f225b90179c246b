using System.Collections.Concurrent;
using System.Threading.Channels;
using Crawling.Testing;
using Crawling.Tests.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crawling.Tests.Hosting;

/// <summary>A host on fake time whose log, items and crawls a test can look at.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly IHost _host;

    private TestHost(IHost host, RecordingLogger log, FakeTime time)
    {
        _host = host;
        Log = log;
        Time = time;
        Crawls = [.. host.Services.GetServices<HostedCrawl>()];
        Reports = host.Services.GetRequiredService<Reports>();
    }

    public RecordingLogger Log { get; }

    public FakeTime Time { get; }

    public IServiceProvider Services => _host.Services;

    /// <summary>What the crawls told <see cref="Report"/>, all runs together.</summary>
    public Reports Reports { get; }

    public IReadOnlyList<HostedCrawl> Crawls { get; }

    public HostedCrawl Crawl => Crawls.Single();

    public static TestHost Build(Action<ICrawlerBuilder> add, ProjectFolder? folder = null, params string[] arguments)
    {
        var log = new RecordingLogger();
        var time = new FakeTime();
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = arguments,
            ContentRootPath = folder?.Path ?? AppContext.BaseDirectory,
            EnvironmentName = Environments.Development,
        });
        builder.Logging.ClearProviders().AddProvider(new RecordingProvider(log));
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton<Reports>();
        add(builder.AddCrawler().AddItemPipeline<Report>());

        // The sites of the tests are on loopback.
        builder.Services.Configure<CrawlerOptions>(options => options.Download.BlockPrivateAddresses = false);
        return new TestHost(builder.Build(), log, time);
    }

    public Task StartAsync() => _host.StartAsync();

    public Task StopAsync() => _host.StopAsync();

    /// <summary>Ends when something stops the host.</summary>
    public Task RunAsync() => _host.RunAsync();

    public async Task<HealthReportEntry> HealthAsync() =>
        (await Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["crawls"];

    /// <summary>Waits for the end of a run, and until the next may begin.</summary>
    public async Task<CloseReason> EndOfRunAsync()
    {
        var reason = await Reports.Ends.Reader.ReadAsync();
        await UntilAsync(() => Crawl.Running is null);
        return reason;
    }

    public static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(1);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }

    private sealed class RecordingProvider(RecordingLogger log) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => log;

        public void Dispose()
        {
        }
    }
}

internal sealed class Reports
{
    public ConcurrentQueue<object> Items { get; } = new();

    public Channel<CloseReason> Ends { get; } = Channel.CreateUnbounded<CloseReason>();
}

/// <summary>Notes the items of a crawl and its end.</summary>
internal sealed class Report(Reports reports, Crawler crawler) : IItemPipeline
{
    public ValueTask OpenAsync(Crawler opened)
    {
        Assert.Same(crawler, opened);
        _ = crawler.Completion.AddBoth(outcome => reports.Ends.Writer.TryWrite(outcome.Result!.Reason));
        return default;
    }

    public ValueTask<object> ProcessAsync(object item, ItemContext context)
    {
        reports.Items.Enqueue(item);
        return new(item);
    }
}
