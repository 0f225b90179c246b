using Crawling.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Crawling.Tests.Downloading.Middleware.AutoThrottle;

/// <summary>What a host answers, on its way to the delay of its slot: in whole crawls on fake time, which stands still while a request is under
/// way.</summary>
public sealed class AutoThrottleMiddlewareTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private readonly RecordingLogger _log = new();
    private readonly ServiceProvider _services;
    private readonly CrawlerProcess _process;

    public AutoThrottleMiddlewareTests()
    {
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(_time)
            .AddSingleton<ILoggerFactory>(new LoggerTo(_log))
            .BuildServiceProvider();
        _process = new CrawlerProcess(null, _services);
    }

    [Fact]
    public async Task The_delay_follows_the_answers_and_each_change_is_logged_and_counted()
    {
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Path.Value switch { "/2" => 429, "/3" => 404, _ => 200 };
            return Task.CompletedTask;
        });
        var crawler = Crawler(site, options => options.AutoThrottle.Enabled = true);
        var running = _process.RunAsync();
        foreach (var (delay, page) in new[] { (4, 1), (2, 2), (8, 3), (8, 4) })
        {
            await UntilAsync(() => crawler.Statistics["downloader/response_count"] == page);
            _time.Advance(TimeSpan.FromSeconds(delay));
        }

        await running;
        Assert.Equal(["/0", "/1", "/2", "/3", "/4"], site.Requests);
        Assert.Equal(
            [
                "127.0.0.1 has a delay of 00:00:04 from now on: status 200 after 00:00:00",
                "127.0.0.1 has a delay of 00:00:02 from now on: status 200 after 00:00:00",
                "127.0.0.1 has a delay of 00:00:08 from now on: status 429 after 00:00:00",
                "127.0.0.1 has a delay of 00:00:07.2000000 from now on: status 200 after 00:00:00",
            ],
            _log.Lines.Where(line => line.Text.Contains("has a delay", StringComparison.Ordinal)).Select(line => line.Text));
        Assert.Equal(3, crawler.Statistics["autothrottle/adjustment_count"]);
        Assert.Equal(1, crawler.Statistics["autothrottle/backoff_count"]);
        Assert.Equal(8000, crawler.Statistics["autothrottle/delay_max_ms"]);
    }

    [Fact]
    public async Task A_failure_backs_off_too()
    {
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        var crawler = Crawler(site, options => options.Hosts["127.*"] = new() { AutoThrottle = true }, pages: 1);
        await _process.RunAsync();

        Assert.Equal(1, crawler.Statistics["autothrottle/backoff_count"]);
        Assert.Equal(16000, crawler.Statistics["autothrottle/delay_max_ms"]);
    }

    [Fact]
    public async Task Unless_it_is_on_nothing_is_learnt()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        var crawler = Crawler(site, _ => { });
        await _process.RunAsync();

        Assert.Equal(5, site.Requests.Count);
        Assert.DoesNotContain(crawler.Statistics, entry => entry.Key.StartsWith("autothrottle/", StringComparison.Ordinal));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _process.DisposeAsync();
        await _services.DisposeAsync();
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(1);
        }
    }

    private Crawler Crawler(LoopbackSite site, Action<CrawlerOptions> settings, int pages = 5)
    {
        var crawler = _process.CreateCrawler(new SpiderOf
        {
            Urls = [.. Enumerable.Range(0, pages).Select(i => site.Url($"/{i}"))],
            Settings = options =>
            {
                options.Robots.Obey = false;
                options.Retry.Times = 0;
                options.Retry.Statuses = [];
                options.Download.RandomizeDelay = false;
                options.AutoThrottle.StartDelay = TimeSpan.FromSeconds(8);
                settings(options);
            },
        });
        _ = crawler.CrawlAsync();
        return crawler;
    }
}
