using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Crawling.Tests.Engine;

public sealed class CrawlTests
{
    [Fact]
    public async Task A_crawl_follows_requests_and_collects_items_until_nothing_is_left()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        await using var process = new CrawlerProcess();
        var crawler = process.CreateCrawler(new SpiderOf { Urls = [site.Url("/0")], Parse = Count });

        var items = await process.ItemsAsync(crawler).ToListAsync();

        Assert.Equal(Enumerable.Range(0, 20), items.Select(item => (int)((DynamicItem)item)["number"]!).Order());
        Assert.Equal(20, site.Requests.Count);
        var result = await crawler.Completion;
        Assert.Equal(CloseReason.Finished, result.Reason);
        Assert.Equal(20, result.Statistics["item_scraped_count"]);
        Assert.Equal(20, result.Statistics["response_received_count"]);
        Assert.Equal(20, result.Statistics["downloader/response_status_count/200"]);
        Assert.Equal(19, result.Statistics["dupefilter/filtered"]);
        Assert.Equal("finished", result.Statistics.Get("finish_reason"));

        static async IAsyncEnumerable<Output> Count(Response response)
        {
            await Task.Yield();
            var number = int.Parse(response.Url.Path[1..]);
            yield return new DynamicItem { ["number"] = number };
            if (number < 19)
            {
                yield return response.Follow($"/{number + 1}");
                yield return response.Follow("/0");
            }
        }
    }

    [Theory]
    [InlineData(0, new[] { "Spider spider-of starts with nothing: give it StartUrls, or yield requests from StartAsync" })]
    [InlineData(1, new string[0])]
    public async Task A_spider_that_starts_with_nothing_is_told_so(int urls, string[] warnings)
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        var log = new RecordingLogger();
        await using var services = new ServiceCollection().AddSingleton<ILoggerFactory>(new LoggerTo(log)).BuildServiceProvider();

        await CrawlOnce.RunAsync(new SpiderOf { Urls = [.. Enumerable.Repeat(site.Url("/"), urls)] }, services: services);

        Assert.Equal(warnings, log.Lines.Where(line => line.Level == LogLevel.Warning).Select(line => line.Text));
    }

    [Fact]
    public async Task A_feed_that_cannot_be_committed_ends_the_crawl_and_leaves_the_others_whole()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var site = await LoopbackSite.StartAsync(path => path);
        using Feeds.FeedFolder folder = new();
        CrawlerOptions options = new() { Feeds = [folder.Feed("a.json"), new() { Path = "/dev/full", Format = "jsonl" }] };
        var result = await CrawlOnce.RunAsync(new SpiderOf { Urls = [site.Url("/")], Parse = Item }, options);

        Assert.Equal(CloseReason.FatalError, result.Reason);
        Assert.StartsWith("The feed '/dev/full' cannot be written: ", result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal("[]\n", folder.Read("a.json"));

        static async IAsyncEnumerable<Output> Item(Response response)
        {
            await Task.Yield();
            yield return new DynamicItem { ["n"] = 1 };
        }
    }

    [Fact]
    public async Task Never_more_than_five_requests_are_in_flight_and_all_five_are_used()
    {
        var all = new CountdownEvent(5);
        await using var site = await LoopbackSite.StartAsync(async context =>
        {
            if (!all.IsSet)
            {
                all.Signal();
                while (!all.IsSet)
                {
                    await Task.Delay(1);
                }
            }

            await Task.Delay(5);
        });
        var result = await CrawlOnce.RunAsync(new SpiderOf { Urls = [.. Enumerable.Range(0, 40).Select(i => site.Url($"/{i}"))] });

        Assert.Equal(5, site.MostAtOnce);
        Assert.Equal(40, site.Requests.Count);
        Assert.Equal(CloseReason.Finished, result.Reason);
    }

    [Fact]
    public async Task A_callback_that_throws_keeps_what_it_yielded_and_the_crawl_goes_on()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        var failures = new List<RequestFailure>();
        var result = await CrawlOnce.RunAsync(new SpiderOf
        {
            Urls = [site.Url("/bad"), site.Url("/good")],
            Parse = Parse,
            Error = Collect,
        });

        Assert.Equal(CloseReason.Finished, result.Reason);
        Assert.Equal(3, result.Statistics["item_scraped_count"]);
        Assert.Equal(1, result.Statistics["spider_exceptions/count"]);
        Assert.Equal(1, result.Statistics["spider_exceptions/FormatException"]);
        Assert.Contains("/child", site.Requests);
        var failure = Assert.Single(failures);
        Assert.Equal(FailureReason.CallbackError, failure.Reason);
        Assert.IsType<FormatException>(failure.Exception);
        Assert.Equal(site.Url("/bad"), failure.Response!.Url.Href);

        static async IAsyncEnumerable<Output> Parse(Response response)
        {
            await Task.Yield();
            yield return new DynamicItem { ["path"] = response.Url.Path };
            if (response.Url.Path == "/bad")
            {
                yield return response.Follow("/child");
                throw new FormatException("on purpose");
            }
        }

        async IAsyncEnumerable<Output> Collect(RequestFailure failure)
        {
            await Task.Yield();
            failures.Add(failure);
            yield break;
        }
    }

    [Fact]
    public async Task Callbacks_of_one_spider_never_run_at_the_same_time_unless_asked()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        Assert.Equal(1, await MostCallbacksAtOnceAsync(site, concurrent: 1));
        Assert.True(await MostCallbacksAtOnceAsync(site, concurrent: 3) is > 1 and <= 3);
    }

    [Fact]
    public async Task A_status_that_is_not_2xx_goes_to_the_errback_with_its_response_unless_it_is_allowed()
    {
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            context.Response.StatusCode = int.Parse(context.Request.Path.Value![1..]);
            return Task.CompletedTask;
        });
        var parsed = new List<int>();
        var failed = new List<int>();
        var result = await CrawlOnce.RunAsync(new SpiderOf
        {
            Statuses = [404],
            Settings = options => options.Retry.Times = 0,
            Starting = Start,
            Parse = response => Note(() => parsed.Add(response.Status)),
            Error = failure => Note(() => failed.Add(failure.Response!.Status)),
        });

        Assert.Equal([204, 404, 410], parsed.Order());
        Assert.Equal([403, 500], failed.Order());
        Assert.Equal(2, result.Statistics["httperror/response_ignored_count"]);

        async IAsyncEnumerable<Output> Start()
        {
            await Task.Yield();
            yield return new Request(site.Url("/204"));
            yield return new Request(site.Url("/404"));
            yield return new Request(site.Url("/403"));
            yield return new Request(site.Url("/500"));
            yield return new Request(site.Url("/410")) { AllowedStatuses = [410] };
        }
    }

    [Fact]
    public async Task A_request_gets_the_callback_and_errback_it_names()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        var called = new List<string>();
        await CrawlOnce.RunAsync(new SpiderOf
        {
            Starting = Start,
            Settings = options => options.Retry.Times = 0,
            Parse = _ => Note(() => called.Add("default")),
        });

        Assert.Equal(["default", "errback", "named"], called.Order(StringComparer.Ordinal));

        async IAsyncEnumerable<Output> Start()
        {
            await Task.Yield();
            yield return new Request(site.Url("/a"));
            yield return new Request(site.Url("/b")) { Callback = _ => Note(() => called.Add("named")) };
            yield return new Request("http://127.0.0.1:1/") { Errback = failure => Note(() => called.Add(failure.Reason == FailureReason.ConnectionRefused ? "errback" : "wrong")) };
        }
    }

    [Fact]
    public async Task A_callback_fetches_in_its_middle_even_when_every_download_place_is_taken_by_its_own_kind()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        var result = await CrawlOnce.RunAsync(new SpiderOf
        {
            Urls = [.. Enumerable.Range(0, 20).Select(i => site.Url($"/{i}"))],
            Settings = options => options.ConcurrentRequests = 1,
            Parse = Parse,
        });

        Assert.Equal(20, result.Statistics["item_scraped_count"]);
        Assert.Equal(40, site.Requests.Count);

        static async IAsyncEnumerable<Output> Parse(Response response)
        {
            var more = await response.FetchAsync(new Request(response.Url + "/more"));
            yield return new DynamicItem { ["more"] = more.Text };
        }
    }

    [Fact]
    public async Task A_fetch_in_a_callback_that_brings_no_response_throws_there()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        var reason = FailureReason.Other;
        await CrawlOnce.RunAsync(new SpiderOf { Urls = [site.Url("/")], Parse = Parse, Settings = options => options.Retry.Times = 0 });

        Assert.Equal(FailureReason.ConnectionRefused, reason);

        async IAsyncEnumerable<Output> Parse(Response response)
        {
            try
            {
                await response.FetchAsync(new Request("http://127.0.0.1:1/"));
            }
            catch (DownloadException error)
            {
                reason = error.Reason;
            }

            yield break;
        }
    }

    [Fact]
    public async Task A_start_is_pulled_only_as_fast_as_its_requests_are_taken()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        var pulled = 0;
        var result = await CrawlOnce.RunAsync(new SpiderOf
        {
            Starting = Endless,
            Settings = options => options.Close.Pages = 50,
        });

        Assert.Equal("closespider_pagecount", result.Reason.Name);
        Assert.InRange(pulled, 50, 50 + 256 + 10);

        async IAsyncEnumerable<Output> Endless()
        {
            await Task.Yield();
            while (true)
            {
                yield return new Request(site.Url($"/{pulled++}"));
            }
        }
    }

    [Fact]
    public async Task An_extension_keeps_an_idle_spider_open_and_feeds_it()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        var result = await CrawlOnce.RunAsync(new SpiderOf
        {
            Urls = [site.Url("/0")],
            Settings = options => options.Extensions.Add<OneMoreWhenIdle>(),
        });

        Assert.Equal(["/0", "/late"], site.Requests);
        Assert.Equal(CloseReason.Finished, result.Reason);
    }

    [Fact]
    public async Task A_request_from_outside_joins_the_running_crawl()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        await using var process = new CrawlerProcess();
        Crawler crawler = null!;
        crawler = process.CreateCrawler(new SpiderOf { Urls = [site.Url("/inside")], Parse = Parse });
        var completion = crawler.CrawlAsync();
        await process.RunAsync();

        Assert.Equal(["/inside", "/outside"], site.Requests);
        Assert.Equal(CloseReason.Finished, (await completion).Reason);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await crawler.AddAsync(new Request(site.Url("/late"))));

        async IAsyncEnumerable<Output> Parse(Response response)
        {
            if (response.Url.Path == "/inside")
            {
                await crawler.AddAsync(new Request(site.Url("/outside")));
            }

            yield break;
        }
    }

    private static async Task<int> MostCallbacksAtOnceAsync(LoopbackSite site, int concurrent)
    {
        var now = 0;
        var most = 0;
        await CrawlOnce.RunAsync(new SpiderOf
        {
            Urls = [.. Enumerable.Range(0, 30).Select(i => site.Url($"/{concurrent}/{i}"))],
            Settings = options => options.ConcurrentCallbacks = concurrent,
            Parse = Parse,
        });
        return most;

        async IAsyncEnumerable<Output> Parse(Response response)
        {
            var running = Interlocked.Increment(ref now);
            most = Math.Max(most, running);
            await Task.Delay(5);
            Interlocked.Decrement(ref now);
            yield break;
        }
    }

    private static async IAsyncEnumerable<Output> Note(Action note)
    {
        await Task.Yield();
        note();
        yield break;
    }

    private sealed class OneMoreWhenIdle : CrawlerExtension
    {
        private bool _added;

        public override async ValueTask<bool> OnIdleAsync(Crawler crawler)
        {
            if (_added)
            {
                return false;
            }

            _added = true;
            await crawler.AddAsync(new Request(new Uri(new Uri(crawler.Spider.StartUrls.First()), "/late").ToString()));
            return false;
        }
    }
}
