using Crawling.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Tests.Jobs;

/// <summary>A crawl that is stopped and resumed goes on at the same pace, and knows what robots.txt says. Both on fake time.</summary>
public sealed class JobPaceTests : IAsyncDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crawling-job-pace-");
    private readonly FakeTime _time = new();
    private readonly ServiceProvider _services;
    private string? _robots = "User-agent: *\nDisallow: /private\nCrawl-delay: 30\n";

    public JobPaceTests()
    {
        _services = new ServiceCollection().AddSingleton<TimeProvider>(_time).BuildServiceProvider();
    }

    [Fact]
    public async Task It_waits_for_the_rest_of_the_delay_and_does_not_ask_for_robots_txt_again()
    {
        await using var site = await SiteAsync();
        await StopAfterAsync(site, 2);
        Assert.Equal(["/robots.txt", "/0"], site.Requests);

        _time.Advance(TimeSpan.FromSeconds(10));
        await using var process = new CrawlerProcess(Options(), _services);
        var crawler = process.CreateCrawler(Spider(site));
        _ = crawler.CrawlAsync();
        var running = process.RunAsync();
        await crawler.AddAsync(new Request(site.Url("/0").Replace("127.0.0.1", "localhost", StringComparison.Ordinal)));
        await UntilAsync(() => site.Requests.Count == 3);
        _time.Advance(TimeSpan.FromSeconds(20) - Moment);
        await crawler.AddAsync(new Request(site.Url("/0").Replace("127.0.0.1", "localhost", StringComparison.Ordinal)) { DontFilter = true, Slot = "other" });
        await UntilAsync(() => site.Requests.Count == 4);
        Assert.Equal(["/robots.txt", "/0", "/robots.txt", "/0"], site.Requests);
        while (!running.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }

        Assert.Equal(CloseReason.Finished, (await running).Single().Reason);
        Assert.Equal(2, site.Requests.Count(path => path == "/robots.txt"));
        Assert.Equal(["/0", "/1", "/2"], site.Requests.Where(path => path != "/robots.txt").Distinct());
        Assert.Equal(1, crawler.Statistics["robotstxt/forbidden"]);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(1, 2)]
    public async Task An_answer_that_has_expired_meanwhile_is_asked_for_again(int seconds, int asked)
    {
        _robots = "User-agent: *\nDisallow: /private\n";
        await using var site = await SiteAsync();
        await StopAfterAsync(site, 2, options => options.ConcurrentRequestsPerHost = 1);

        _time.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(seconds));
        var result = await CrawlOnce.RunAsync(Spider(site), Options(), _services);

        Assert.Equal(CloseReason.Finished, result.Reason);
        Assert.Equal(asked, site.Requests.Count(path => path == "/robots.txt"));
    }

    [Fact]
    public async Task A_site_that_could_not_be_asked_stays_closed_until_it_is_time_to_ask_again()
    {
        _robots = null;
        await using var site = await SiteAsync();
        await StopAfterAsync(site, 1);

        var result = await CrawlOnce.RunAsync(Spider(site), Options(), _services);

        Assert.Equal(["/robots.txt"], site.Requests);
        Assert.Equal(4, result.Statistics["robotstxt/forbidden"]);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static SpiderOf Spider(LoopbackSite site) => new() { Urls = [site.Url("/0"), site.Url("/1"), site.Url("/private"), site.Url("/2")] };

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(1);
        }
    }

    private Task<LoopbackSite> SiteAsync() => LoopbackSite.StartAsync(
        static context => Task.CompletedTask,
        robots: async context =>
        {
            context.Response.StatusCode = _robots is null ? 500 : 200;
            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, _robots ?? "");
        });

    private async Task StopAfterAsync(LoopbackSite site, int requests, Action<CrawlerOptions>? set = null)
    {
        await using var process = new CrawlerProcess(Options(set), _services);
        var crawler = process.CreateCrawler(Spider(site));
        _ = crawler.CrawlAsync();
        var running = process.RunAsync();
        while (crawler.Statistics["downloader/response_count"] < requests)
        {
            if (site.Requests.Count == 1 && crawler.Statistics["downloader/response_count"] == 1)
            {
                _time.Advance(TimeSpan.FromSeconds(1));
            }

            await Task.Delay(1);
        }

        await crawler.StopAsync();
        await running;
    }

    private CrawlerOptions Options(Action<CrawlerOptions>? set = null)
    {
        var options = new CrawlerOptions();
        options.Job.Directory = Path.Combine(_folder.FullName, "job");
        options.Retry.Times = 0;
        set?.Invoke(options);
        return options;
    }
}
