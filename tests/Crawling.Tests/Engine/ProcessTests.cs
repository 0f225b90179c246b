namespace Crawling.Tests.Engine;

public sealed class ProcessTests
{
    [Fact]
    public async Task Three_crawlers_one_of_which_throws_in_its_start_end_with_their_own_results()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        await using var process = new CrawlerProcess();
        var first = process.Crawl(new SpiderOf { Urls = [site.Url("/1")], Parse = One });
        var broken = process.Crawl(new SpiderOf { Starting = Throwing });
        var third = process.Crawl(new SpiderOf { Urls = [site.Url("/2"), site.Url("/3")], Parse = One });
        var outcomes = DeferredList.Of([first, broken, third]);

        var results = await process.RunAsync();

        Assert.Equal(["finished", "start_error", "finished"], results.Select(result => result.Reason.Name));
        Assert.Equal([1, 0, 2], results.Select(result => result.Statistics["item_scraped_count"]));
        Assert.Equal("no start", results[1].Error!.Message);
        Assert.Null(results[0].Error);
        Assert.False(process.Reactor.IsRunning);
        Assert.All(await outcomes, outcome => Assert.True(outcome.Succeeded));

        static async IAsyncEnumerable<Output> Throwing()
        {
            await Task.Yield();
            throw new InvalidOperationException("no start");
#pragma warning disable CS0162 // makes it an iterator
            yield break;
#pragma warning restore CS0162
        }
    }

    [Fact]
    public async Task A_completion_callback_may_begin_the_next_crawl_before_the_process_ends()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        await using var process = new CrawlerProcess();
        _ = process.Crawl(new SpiderOf { Urls = [site.Url("/first")] })
            .AddCallback(_ => process.Crawl(new SpiderOf { Urls = [site.Url("/second")] }));

        var results = await process.RunAsync();

        Assert.Equal(2, results.Count);
        Assert.Equal(["/first", "/second"], site.Requests);
    }

    [Fact]
    public async Task Start_runs_in_the_calling_thread_and_gives_the_results()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        await using var process = new CrawlerProcess();
        var loop = 0;
        process.Reactor.CallWhenRunning(() => loop = Environment.CurrentManagedThreadId);
        _ = process.Crawl(new SpiderOf { Urls = [site.Url("/")] });

        var (thread, results) = await Task.Factory.StartNew(
            () => (Environment.CurrentManagedThreadId, process.Start()), TaskCreationOptions.LongRunning);

        Assert.Equal(thread, loop);
        Assert.Equal(CloseReason.Finished, Assert.Single(results).Reason);
        Assert.Throws<InvalidOperationException>(() => process.Crawl(new SpiderOf()));
    }

    [Fact]
    public async Task A_process_without_crawls_ends_at_once()
    {
        await using var process = new CrawlerProcess();
        Assert.Empty(await process.RunAsync());
    }

    [Fact]
    public async Task Blocking_code_waits_for_a_crawl_that_runs_on_a_thread_of_its_own()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        await using var process = new CrawlerProcess();
        var crawl = process.Crawl(new SpiderOf { Urls = [site.Url("/")], Parse = One });
        _ = process.RunAsync();

        Assert.Equal(1, crawl.Wait(TimeSpan.FromMinutes(1)).Statistics["item_scraped_count"]);
    }

    [Fact]
    public async Task Stopping_a_crawl_finishes_what_is_in_flight_and_tells_all_who_wait()
    {
        var arrived = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var site = await LoopbackSite.StartAsync(async context =>
        {
            arrived.TrySetResult();
            await release.Task;
        });
        await using var process = new CrawlerProcess();
        var crawler = process.CreateCrawler(new SpiderOf
        {
            Urls = [.. Enumerable.Range(0, 30).Select(i => site.Url($"/{i}"))],
            Parse = One,
        });
        _ = crawler.CrawlAsync();
        var running = process.RunAsync();
        await arrived.Task;
        var stopped = crawler.StopAsync(new CloseReason("enough"));
        release.SetResult();
        await stopped;

        var result = Assert.Single(await running);
        Assert.Equal("enough", result.Reason.Name);
        Assert.Equal(site.Requests.Count, result.Statistics["item_scraped_count"]);
        Assert.Equal(30 - site.Requests.Count, result.Statistics["scheduler/unfinished"]);
    }

    [Fact]
    public async Task At_the_deadline_what_is_in_flight_is_cut_off_and_counted()
    {
        var arrived = new TaskCompletionSource();
        await using var site = await LoopbackSite.StartAsync(async context =>
        {
            arrived.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        await using var process = new CrawlerProcess();
        var crawler = process.CreateCrawler(new SpiderOf
        {
            Urls = [site.Url("/")],
            Settings = options => options.Close.Deadline = TimeSpan.FromMilliseconds(100),
        });
        _ = crawler.CrawlAsync();
        var running = process.RunAsync();
        await arrived.Task;
        await crawler.StopAsync(CloseReason.Shutdown);

        var result = Assert.Single(await running);
        Assert.Equal(CloseReason.Shutdown, result.Reason);
        Assert.Equal(1, result.Statistics["scheduler/unfinished"]);
    }

    [Fact]
    public async Task A_callback_that_does_not_listen_is_left_behind_at_the_deadline()
    {
        var inCallback = new TaskCompletionSource();
        await using var site = await LoopbackSite.StartAsync(path => path);
        await using var process = new CrawlerProcess();
        var crawler = process.CreateCrawler(new SpiderOf
        {
            Urls = [site.Url("/")],
            Settings = options => options.Close.Deadline = TimeSpan.FromMilliseconds(100),
            Parse = Hang,
        });
        _ = crawler.CrawlAsync();
        var running = process.RunAsync();
        await inCallback.Task;
        await crawler.StopAsync();

        Assert.Equal(CloseReason.Cancelled, Assert.Single(await running).Reason);

        async IAsyncEnumerable<Output> Hang(Response response)
        {
            inCallback.SetResult();
            await new TaskCompletionSource().Task;
            yield break;
        }
    }

    [Fact]
    public async Task A_paused_crawl_starts_nothing_until_it_is_resumed()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        await using var process = new CrawlerProcess();
        var paused = new TaskCompletionSource();
        Crawler crawler = null!;
        crawler = process.CreateCrawler(new SpiderOf { Urls = [site.Url("/0")], Parse = Parse });
        _ = crawler.CrawlAsync();
        var running = process.RunAsync();
        await paused.Task;
        Assert.Equal(["/0"], site.Requests);
        crawler.Resume();
        await running;
        Assert.Equal(["/0", "/1"], site.Requests);

        async IAsyncEnumerable<Output> Parse(Response response)
        {
            await Task.Yield();
            if (response.Url.Path == "/0")
            {
                crawler.Pause();
                yield return response.Follow("/1");
                process.Reactor.CallLater(TimeSpan.FromMilliseconds(20), paused.SetResult);
            }
        }
    }

    [Fact]
    public void A_type_that_is_no_spider_is_refused() =>
        Assert.Throws<ArgumentException>(() => new CrawlerProcess().CreateCrawler(typeof(string)));

    private static async IAsyncEnumerable<Output> One(Response response)
    {
        await Task.Yield();
        yield return new DynamicItem { ["url"] = response.Url.Href };
    }
}
