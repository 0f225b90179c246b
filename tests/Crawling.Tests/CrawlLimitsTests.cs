using Crawling.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Tests;

/// <summary>Limits that are changed in a running crawl, on a clock that stands still.</summary>
public sealed class CrawlLimitsTests : IAsyncLifetime
{
    private readonly ServiceProvider _services = new ServiceCollection().AddSingleton<TimeProvider>(new FakeTime()).BuildServiceProvider();
    private readonly CrawlerProcess _process;

    public CrawlLimitsTests()
    {
        _process = new CrawlerProcess(null, _services);
    }

    [Fact]
    public async Task A_delay_that_is_taken_away_holds_nothing_up_any_more()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        var crawler = Crawler(site, options => options.Download.Delay = TimeSpan.FromHours(1));
        var running = _process.RunAsync();
        await UntilAsync(() => site.Requests.Count == 1);

        crawler.Limits.DownloadDelay = TimeSpan.Zero;

        await running;
        Assert.Equal(6, site.Requests.Count);
        Assert.Equal(TimeSpan.FromHours(1), crawler.Options.Download.Delay);
    }

    [Fact]
    public async Task A_host_may_get_a_delay_of_its_own_and_lose_it()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        var crawler = Crawler(site, options => options.Hosts["127.0.0.1"] = new() { Delay = TimeSpan.FromHours(1) });
        var running = _process.RunAsync();
        await UntilAsync(() => site.Requests.Count == 1);

        crawler.Limits.SetHost("127.*", new HostPaceOptions { Delay = TimeSpan.Zero });
        crawler.Limits.SetHost("127.0.0.1", null);

        await running;
        Assert.Equal(6, site.Requests.Count);
    }

    [Fact]
    public async Task More_places_are_filled_at_once()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var site = await LoopbackSite.StartAsync(_ => gate.Task);
        var crawler = Crawler(site, options => options.ConcurrentRequests = options.ConcurrentRequestsPerHost = 1);
        var running = _process.RunAsync();
        await UntilAsync(() => site.MostAtOnce == 1);

        crawler.Limits.ConcurrentRequests = 4;
        crawler.Limits.ConcurrentRequestsPerHost = 3;
        await UntilAsync(() => site.MostAtOnce == 3);
        gate.SetResult();

        await running;
        Assert.Equal(3, site.MostAtOnce);
        Assert.Equal((4, 3), (crawler.Limits.ConcurrentRequests, crawler.Limits.ConcurrentRequestsPerHost));
    }

    [Fact]
    public async Task They_may_be_changed_before_the_crawl_and_after_it()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        var crawler = Crawler(site, options => options.Download.Delay = TimeSpan.FromHours(1));
        crawler.Limits.DownloadDelay = TimeSpan.Zero;
        await _process.RunAsync();

        crawler.Limits.ConcurrentRequests = 7;
        Assert.Equal(6, site.Requests.Count);
    }

    [Fact]
    public void A_limit_out_of_its_range_is_refused()
    {
        var limits = _process.CreateCrawler(new SpiderOf()).Limits;

        Assert.Throws<ArgumentOutOfRangeException>(() => limits.ConcurrentRequests = 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => limits.ConcurrentRequestsPerHost = 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => limits.DownloadDelay = TimeSpan.FromTicks(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => limits.DownloadDelay = TimeSpan.FromDays(25));
        Assert.Throws<ArgumentOutOfRangeException>(() => limits.SetHost("a.test", new() { ConcurrentRequests = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => limits.SetHost("a.test", new() { Delay = TimeSpan.FromTicks(-1) }));
        Assert.StartsWith(
            "'http://a.test' is not a host name, in which * may stand for any part, as *.example.org.",
            Assert.Throws<ArgumentException>(() => limits.SetHost("http://a.test", new())).Message,
            StringComparison.Ordinal);
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

    /// <summary>A crawl of six pages that has been told to begin.</summary>
    private Crawler Crawler(LoopbackSite site, Action<CrawlerOptions> settings)
    {
        var crawler = _process.CreateCrawler(new SpiderOf
        {
            Urls = [.. Enumerable.Range(0, 6).Select(i => site.Url($"/{i}"))],
            Settings = options =>
            {
                options.Robots.Obey = false;
                options.Download.RandomizeDelay = false;
                settings(options);
            },
        });
        _ = crawler.CrawlAsync();
        return crawler;
    }
}
