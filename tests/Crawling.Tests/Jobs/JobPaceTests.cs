using Crawling.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Tests.Jobs;

/// <summary>A crawl that is stopped and resumed goes on at the same pace, and knows what robots.txt says. Both on fake time.</summary>
public sealed class JobPaceTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crawling-job-pace-");
    private readonly FakeTime _time = new();
    private readonly ServiceProvider _services;
    private string _robots = "User-agent: *\nDisallow: /private\nCrawl-delay: 30\n";

    public JobPaceTests()
    {
        _services = new ServiceCollection().AddSingleton<TimeProvider>(_time).BuildServiceProvider();
    }

    [Fact]
    public async Task It_waits_for_the_rest_of_the_delay_and_does_not_ask_for_robots_txt_again()
    {
        await using var site = await SiteAsync();
        DateTimeOffset first;
        await using (var process = new CrawlerProcess(Options(), _services))
        {
            var crawler = Begin(process, site);
            await UntilAsync(() => crawler.Statistics["robotstxt/response_count"] == 1 && crawler.Queued == 4);
            first = await UntilTakenAsync(process, crawler);
            await UntilAsync(() => crawler.Statistics["downloader/response_count"] == 2);
            await crawler.StopAsync();
        }

        _time.Advance(TimeSpan.FromSeconds(10));
        await using (var process = new CrawlerProcess(Options(), _services))
        {
            var crawler = Begin(process, site);
            await UntilAsync(() => crawler.Queued == 3);
            var second = await UntilTakenAsync(process, crawler);
            while (!crawler.Completion.IsCompleted)
            {
                await StepAsync(process, crawler);
            }

            Assert.InRange(second - first, TimeSpan.FromSeconds(30), TimeSpan.MaxValue);
            Assert.Equal(1, crawler.Statistics["robotstxt/forbidden"]);
        }

        Assert.Equal(["/robots.txt", "/0", "/1", "/2"], site.Requests);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(1, 2)]
    public async Task An_answer_that_has_expired_meanwhile_is_asked_for_again(int seconds, int asked)
    {
        _robots = "User-agent: *\nDisallow: /private\n";
        await using var site = await SiteAsync();
        var options = Options();
        options.Close.Pages = 1;
        Assert.Equal("closespider_pagecount", (await CrawlOnce.RunAsync(Spider(site), options, _services)).Reason.Name);

        _time.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(seconds));
        var result = await CrawlOnce.RunAsync(Spider(site), Options(), _services);

        Assert.Equal(CloseReason.Finished, result.Reason);
        Assert.Equal(asked, site.Requests.Count(path => path == "/robots.txt"));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
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
        robots: context => context.Response.WriteAsync(_robots));

    private static Crawler Begin(CrawlerProcess process, LoopbackSite site)
    {
        var crawler = process.CreateCrawler(Spider(site));
        _ = crawler.CrawlAsync();
        _ = process.RunAsync();
        return crawler;
    }

    /// <summary>Lets time go on until a request leaves the queue.</summary>
    private async Task<DateTimeOffset> UntilTakenAsync(CrawlerProcess process, Crawler crawler)
    {
        for (var before = crawler.Queued; crawler.Queued == before;)
        {
            await StepAsync(process, crawler);
        }

        return _time.GetUtcNow();
    }

    private static bool IsFetching(CrawlStatistics statistics) =>
        statistics["downloader/request_count"] > statistics["downloader/response_count"] + statistics["downloader/exception_count"];

    /// <summary>A second goes by, and the loop does what is due. Not while a page is fetched: its limits are measured on the same clock.</summary>
    private async Task StepAsync(CrawlerProcess process, Crawler crawler)
    {
        if (IsFetching(crawler.Statistics))
        {
            await Task.Delay(1);
            return;
        }

        _time.Advance(TimeSpan.FromSeconds(1));
        for (var turn = 0; turn < 2; turn++)
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            process.Reactor.CallLater(TimeSpan.Zero, done.SetResult);
            await Task.WhenAny(done.Task, Task.Delay(100));
        }
    }

    private CrawlerOptions Options()
    {
        var options = new CrawlerOptions();
        options.Job.Directory = Path.Combine(_folder.FullName, "job");
        options.Retry.Times = 0;
        options.ConcurrentRequestsPerHost = 1;
        return options;
    }
}
