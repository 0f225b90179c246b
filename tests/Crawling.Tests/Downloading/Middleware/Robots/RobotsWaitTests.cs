using Crawling.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Tests.Downloading.Middleware.Robots;

/// <summary>How long an answer is used and who waits for it, in whole crawls on fake time.</summary>
public sealed class RobotsWaitTests : IAsyncLifetime
{
    private const string Rules = "User-agent: *\nDisallow: /private\n";

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly FakeTime _time = new();
    private readonly ServiceProvider _services;
    private readonly CrawlerProcess _process;
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _status = 200;
    private string? _cacheControl;
    private string _rules = Rules;

    public RobotsWaitTests()
    {
        _services = new ServiceCollection().AddSingleton<TimeProvider>(_time).BuildServiceProvider();
        _process = new CrawlerProcess(null, _services);
    }

    [Fact]
    public async Task However_many_wait_it_is_fetched_once_and_before_any_page()
    {
        await using var site = await SiteAsync(context => _gate.Task);
        var crawler = Crawler([.. Enumerable.Range(0, 50).Select(i => site.Url($"/{i}"))]);
        var running = RunAsync(crawler);

        await UntilAsync(() => crawler.Statistics["scheduler/enqueued"] == 50 && site.Requests.Count > 0);
        Assert.Equal(["/robots.txt"], site.Requests);
        _gate.SetResult();

        await running;
        Assert.Equal("/robots.txt", site.Requests[0]);
        Assert.Equal(51, site.Requests.Count);
        Assert.Equal(51, site.Requests.Distinct().Count());
    }

    [Fact]
    public async Task Hosts_that_wait_hold_no_place_of_the_downloader()
    {
        await using var site = await SiteAsync(context =>
        {
            // The fetch comes back, and is tried again in a minute.
            context.Response.StatusCode = _status;
            return Task.CompletedTask;
        });
        await using var other = await LoopbackSite.StartAsync(path => path);
        _status = 500;
        var crawler = Crawler(
            options =>
            {
                options.ConcurrentRequests = 1;
                options.Retry.Times = 1;
                options.Retry.BaseDelay = options.Retry.MaxDelay = TimeSpan.FromMinutes(1);
            },
            [.. Enumerable.Range(0, 10).Select(i => site.Url($"/{i}")), .. Enumerable.Range(0, 10).Select(i => ByName(other, $"/{i}"))]);
        var running = RunAsync(crawler);

        await UntilAsync(() => other.Requests.Count == 10);
        Assert.Equal(["/robots.txt"], site.Requests);
        Assert.Equal(1, crawler.Statistics["retry/count"]);
        _status = 404;
        _time.Advance(TimeSpan.FromMinutes(1));

        await running;
        Assert.Equal(12, site.Requests.Count);
    }

    [Fact]
    public async Task While_it_hangs_other_hosts_go_on_in_the_places_left()
    {
        await using var site = await SiteAsync(context => _gate.Task);
        await using var other = await LoopbackSite.StartAsync(path => path);
        var crawler = Crawler(
            options => options.ConcurrentRequests = 2,
            [.. Enumerable.Range(0, 10).Select(i => site.Url($"/{i}")), .. Enumerable.Range(0, 10).Select(i => ByName(other, $"/{i}"))]);
        var running = RunAsync(crawler);

        await UntilAsync(() => other.Requests.Count == 10);
        Assert.Equal(["/robots.txt"], site.Requests);
        _gate.SetResult();

        await running;
        Assert.Equal(11, site.Requests.Count);
    }

    [Fact]
    public async Task An_answer_is_used_for_a_day()
    {
        await using var site = await SiteAsync();
        var crawler = Crawler();
        var running = RunAsync(crawler);

        await FetchAsync(crawler, site, "/1");
        _time.Advance(TimeSpan.FromHours(24) - Moment);
        await FetchAsync(crawler, site, "/2");
        Assert.Equal(["/robots.txt", "/1", "/2"], site.Requests);
        _time.Advance(Moment);
        await FetchAsync(crawler, site, "/3");
        Assert.Equal(["/robots.txt", "/1", "/2", "/robots.txt", "/3"], site.Requests);

        await crawler.StopAsync();
        await running;
    }

    [Theory]
    [InlineData("max-age=3600", 3600)]
    [InlineData("public, MAX-AGE=600", 600)]
    [InlineData("max-age=0", 60)]
    [InlineData("max-age=864000", 86400)]
    [InlineData("max-age=-5", 86400)]
    [InlineData("max-age=soon;;;", 86400)]
    public async Task A_shorter_time_that_the_site_names_holds(string cacheControl, int seconds)
    {
        _cacheControl = cacheControl;
        await using var site = await SiteAsync();
        var crawler = Crawler();
        var running = RunAsync(crawler);

        await FetchAsync(crawler, site, "/1");
        _time.Advance(TimeSpan.FromSeconds(seconds) - Moment);
        await FetchAsync(crawler, site, "/2");
        _time.Advance(Moment);
        await FetchAsync(crawler, site, "/3");
        Assert.Equal(["/robots.txt", "/1", "/2", "/robots.txt", "/3"], site.Requests);

        await crawler.StopAsync();
        await running;
    }

    [Fact]
    public async Task A_site_that_failed_is_asked_again_when_the_interval_is_over()
    {
        _status = 500;
        await using var site = await SiteAsync();
        var crawler = Crawler(options => options.Robots.RetryInterval = TimeSpan.FromMinutes(2));
        var running = RunAsync(crawler);

        await RefusedAsync(crawler, site, "/1");
        _status = 200;
        _time.Advance(TimeSpan.FromMinutes(2) - Moment);
        await RefusedAsync(crawler, site, "/2");
        _time.Advance(Moment);
        await FetchAsync(crawler, site, "/3");
        Assert.Equal(["/robots.txt", "/robots.txt", "/3"], site.Requests);

        await crawler.StopAsync();
        await running;
    }

    [Fact]
    public async Task Rules_that_are_known_hold_on_when_they_cannot_be_fetched_anew()
    {
        await using var site = await SiteAsync();
        var crawler = Crawler();
        var running = RunAsync(crawler);

        await FetchAsync(crawler, site, "/1");
        _status = 503;
        _time.Advance(TimeSpan.FromHours(24));
        await FetchAsync(crawler, site, "/2");
        await RefusedAsync(crawler, site, "/private");
        Assert.Equal(["/robots.txt", "/1", "/robots.txt", "/2"], site.Requests);
        _time.Advance(TimeSpan.FromMinutes(5));
        await FetchAsync(crawler, site, "/3");
        Assert.Equal(["/robots.txt", "/1", "/robots.txt", "/2", "/robots.txt", "/3"], site.Requests);

        await crawler.StopAsync();
        await running;
    }

    [Theory]
    [InlineData("20", 20)]
    [InlineData("0.5", 0.5)]
    [InlineData("999999999", 30)]
    public async Task Crawl_delay_lies_between_all_requests_of_the_host_up_to_a_limit(string asked, double seconds)
    {
        var delay = TimeSpan.FromSeconds(seconds);
        _rules = $"User-agent: *\nCrawl-delay: {asked}\n";
        var times = new List<DateTimeOffset>();
        await using var site = await LoopbackSite.StartAsync(Note, robots: Note);
        var start = _time.GetUtcNow();
        var running = RunAsync(Crawler(
            options => options.Robots.MaxCrawlDelay = TimeSpan.FromSeconds(30), [.. Enumerable.Range(0, 5).Select(i => site.Url($"/{i}"))]));
        while (!running.IsCompleted)
        {
            await Task.Delay(1);
            _time.Advance(delay / 10);
        }

        Assert.Equal(6, times.Count);
        Assert.InRange(times[^1] - start, 5 * delay, TimeSpan.FromDays(1));

        Task Note(HttpContext context)
        {
            times.Add(_time.GetUtcNow());
            return context.Response.WriteAsync(_rules);
        }
    }

    [Fact]
    public async Task Crawl_delay_is_not_looked_at_when_its_limit_is_zero()
    {
        _rules = "User-agent: *\nCrawl-delay: 20\n";
        await using var site = await SiteAsync();
        await RunAsync(Crawler(options => options.Robots.MaxCrawlDelay = TimeSpan.Zero, [.. Enumerable.Range(0, 5).Select(i => site.Url($"/{i}"))]));

        Assert.Equal(6, site.Requests.Count);
    }

    [Fact]
    public async Task What_is_refused_takes_none_of_the_time_between_requests()
    {
        _rules = Rules + "Crawl-delay: 60\n";
        await using var site = await SiteAsync();
        var crawler = Crawler([.. Enumerable.Range(0, 100).Select(i => site.Url($"/private/{i}"))]);
        var running = RunAsync(crawler);
        while (crawler.Statistics["robotstxt/forbidden"] == 0)
        {
            await Task.Delay(1);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        await running;
        Assert.Equal(["/robots.txt"], site.Requests);
        Assert.Equal(100, crawler.Statistics["robotstxt/forbidden"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crawl_that_is_stopped_fetches_nothing_of_what_waits(bool answered)
    {
        await using var site = await SiteAsync(context => _gate.Task.WaitAsync(context.RequestAborted));
        var crawler = Crawler(site.Url("/1"), site.Url("/2"));
        var running = RunAsync(crawler);
        await UntilAsync(() => site.Requests.Count == 1);

        var stopped = crawler.StopAsync();
        if (answered)
        {
            _gate.SetResult();
        }

        while (!stopped.IsCompleted)
        {
            await Task.Delay(1);
            _time.Advance(answered ? TimeSpan.Zero : TimeSpan.FromSeconds(1));
        }

        Assert.Equal(CloseReason.Cancelled, (await running).Reason);
        Assert.Equal(["/robots.txt"], site.Requests);
        Assert.Equal(2, crawler.Statistics["scheduler/unfinished"]);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _process.DisposeAsync();
        await _services.DisposeAsync();
    }

    private static string ByName(LoopbackSite site, string path) => site.Url(path).Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(1);
        }
    }

    private static async Task FetchAsync(Crawler crawler, LoopbackSite site, string path)
    {
        var received = crawler.Statistics["response_received_count"];
        await crawler.AddAsync(new Request(site.Url(path)));
        await UntilAsync(() => crawler.Statistics["response_received_count"] > received);
    }

    private static async Task RefusedAsync(Crawler crawler, LoopbackSite site, string path)
    {
        var forbidden = crawler.Statistics["robotstxt/forbidden"];
        await crawler.AddAsync(new Request(site.Url(path)));
        await UntilAsync(() => crawler.Statistics["robotstxt/forbidden"] > forbidden);
    }

    private Task<LoopbackSite> SiteAsync(RequestDelegate? robots = null) => LoopbackSite.StartAsync(
        static context => context.Response.WriteAsync("page"),
        robots: robots ?? (context =>
        {
            context.Response.StatusCode = _status;
            context.Response.Headers.CacheControl = _cacheControl;
            return context.Response.WriteAsync(_rules);
        }));

    private Crawler Crawler(params string[] urls) => Crawler(_ => { }, urls);

    /// <summary>A crawl that does not end while it has no URLs.</summary>
    private Crawler Crawler(Action<CrawlerOptions> configure, params string[] urls) => _process.CreateCrawler(new SpiderOf
    {
        Urls = urls,
        Settings = options =>
        {
            options.Retry.Times = 0;
            options.Retry.BaseDelay = TimeSpan.Zero;
            if (urls.Length == 0)
            {
                options.Extensions.Add<StaysOpen>();
            }

            configure(options);
        },
    });

    private async Task<CrawlResult> RunAsync(Crawler crawler)
    {
        _ = crawler.CrawlAsync();
        return (await _process.RunAsync()).Single();
    }

    public sealed class StaysOpen : CrawlerExtension
    {
        public override ValueTask<bool> OnIdleAsync(Crawler crawler) => new(true);
    }
}
