using Crawling.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Tests.Downloading;

/// <summary>The waits of retries in whole crawls on fake time. A fetch from another host shows that the crawl has gone on in between.</summary>
public sealed class RetryWaitTests : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // What the loop's alarm is rounded to.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly FakeTime _time = new();
    private readonly ServiceProvider _services;
    private readonly CrawlerProcess _process;
    private int _others;

    public RetryWaitTests()
    {
        _services = new ServiceCollection().AddSingleton<TimeProvider>(_time).BuildServiceProvider();
        _process = new CrawlerProcess(null, _services);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_host_that_asks_for_less_rests_with_all_its_requests(int status)
    {
        await using var site = await BusyAsync(status);
        await using var other = await LoopbackSite.StartAsync(path => path);
        var crawler = Crawler(site.Url("/1"), site.Url("/2"), site.Url("/3"));
        var running = RunAsync(crawler);

        await UntilAsync(() => crawler.Statistics["retry/count"] == 1);
        await FetchAsync(crawler, other);
        Assert.Equal(["/1"], site.Requests);
        _time.Advance(Minute - Moment);
        await FetchAsync(crawler, other);
        Assert.Equal(["/1"], site.Requests);

        Assert.Equal(CloseReason.Finished, (await EndAsync(running, Moment)).Reason);
        Assert.Equal(["/1", "/1", "/2", "/3"], site.Requests.Order());
    }

    [Fact]
    public async Task Any_other_failure_keeps_only_its_own_request_waiting()
    {
        await using var site = await BusyAsync(500);
        await using var other = await LoopbackSite.StartAsync(path => path);
        var crawler = Crawler(site.Url("/1"), site.Url("/2"));
        var running = RunAsync(crawler);

        await UntilAsync(() => site.Requests.Count == 2);
        _time.Advance(Minute - Moment);
        await FetchAsync(crawler, other);
        Assert.Equal(["/1", "/2"], site.Requests);

        await EndAsync(running, Moment);
        Assert.Equal(["/1", "/2", "/1"], site.Requests);
    }

    [Fact]
    public async Task A_host_rests_even_if_the_request_that_was_refused_is_given_up()
    {
        await using var site = await BusyAsync(429);
        await using var other = await LoopbackSite.StartAsync(path => path);
        var crawler = Crawler(options => options.Retry.Times = 0, site.Url("/1"), site.Url("/2"));
        var running = RunAsync(crawler);

        await UntilAsync(() => crawler.Statistics["retry/max_reached"] == 1);
        _time.Advance(Minute - Moment);
        await FetchAsync(crawler, other);
        Assert.Equal(["/1"], site.Requests);

        await EndAsync(running, Moment);
        Assert.Equal(["/1", "/2"], site.Requests);
    }

    [Fact]
    public async Task A_fetch_in_a_callback_waits_for_its_retry()
    {
        await using var site = await BusyAsync(500, "/sub");
        await using var other = await LoopbackSite.StartAsync(path => path);
        var spider = new SpiderOf { Urls = [site.Url("/")], Parse = Parse };
        var crawler = _process.CreateCrawler(spider);
        var running = RunAsync(crawler);

        await UntilAsync(() => crawler.Statistics["retry/count"] == 1);
        await FetchAsync(crawler, other);
        Assert.Equal(["/", "/sub"], site.Requests);

        await EndAsync(running, Minute);
        Assert.Equal(["/", "/sub", "/sub"], site.Requests);
        Assert.Equal(1, crawler.Statistics["item_scraped_count"]);

        async IAsyncEnumerable<Output> Parse(Response response)
        {
            if (response.Url.Path == "/")
            {
                yield return new DynamicItem { ["status"] = (await response.FetchAsync(new Request(site.Url("/sub")))).Status };
            }
        }
    }

    [Fact]
    public async Task A_crawl_that_is_stopped_does_not_wait_for_retries()
    {
        await using var site = await BusyAsync(503);
        var crawler = Crawler(site.Url("/1"));
        var running = RunAsync(crawler);

        await UntilAsync(() => crawler.Statistics["retry/count"] == 1);
        await crawler.StopAsync();

        Assert.Equal(CloseReason.Cancelled, (await running).Reason);
        Assert.Equal(["/1"], site.Requests);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _process.DisposeAsync();
        await _services.DisposeAsync();
    }

    /// <summary>A site that refuses the first request for one of its pages and asks for a minute.</summary>
    private static Task<LoopbackSite> BusyAsync(int status, string page = "/1")
    {
        var refused = 0;
        return LoopbackSite.StartAsync(context =>
        {
            if (context.Request.Path == page && Interlocked.Exchange(ref refused, 1) == 0)
            {
                context.Response.StatusCode = status;
                context.Response.Headers.RetryAfter = "60";
            }

            return Task.CompletedTask;
        });
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(1);
        }
    }

    private Crawler Crawler(params string[] urls) => Crawler(_ => { }, urls);

    private Crawler Crawler(Action<CrawlerOptions> configure, params string[] urls) => _process.CreateCrawler(new SpiderOf
    {
        Urls = urls,
        Settings = options =>
        {
            options.ConcurrentRequestsPerHost = 1;
            configure(options);
        },
    });

    private async Task<CrawlResult> RunAsync(Crawler crawler)
    {
        _ = crawler.CrawlAsync();
        return (await _process.RunAsync()).Single();
    }

    /// <summary>Lets a wait pass, and another if it has begun only after the test has seen why.</summary>
    private async Task<CrawlResult> EndAsync(Task<CrawlResult> running, TimeSpan wait)
    {
        do
        {
            _time.Advance(wait);
            wait = Minute;
        }
        while (await Task.WhenAny(running, Task.Delay(Patience)) != running);

        return await running;
    }

    /// <summary>Fetches a page from a host that is not the one of the test, by name instead of address.</summary>
    private async Task FetchAsync(Crawler crawler, LoopbackSite other)
    {
        var page = $"/{_others++}";
        await crawler.AddAsync(new Request(other.Url(page).Replace("127.0.0.1", "localhost", StringComparison.Ordinal)));
        await UntilAsync(() => other.Requests.Contains(page));
    }
}
