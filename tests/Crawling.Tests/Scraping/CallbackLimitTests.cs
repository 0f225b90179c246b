using System.Collections.Concurrent;
using Crawling.Testing;
using Crawling.Tests.Downloading;
using Crawling.Tests.Downloading.Http;

namespace Crawling.Tests.Scraping;

public sealed class CallbackLimitTests : IAsyncLifetime
{
    private sealed record Visit(string Path) : Item;

    private readonly FakeTime _time = new();
    private readonly TaskCompletionSource _never = new();
    private readonly ManualResetEventSlim _gate = new();
    private readonly ConcurrentQueue<string> _items = new();
    private readonly ConcurrentQueue<RequestFailure> _failures = new();
    private LoopbackSite _site = null!;

    public async Task InitializeAsync() => _site = await LoopbackSite.StartAsync(path => path);

    public async Task DisposeAsync()
    {
        _never.SetResult();
        _gate.Set();
        await _site.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_callback_that_hangs_is_reported_and_left_behind_and_the_crawl_goes_on(bool blocks)
    {
        var result = await CrawlAsync(HangAsync);

        Assert.Equal(["/hang", "/ok1", "/ok2"], _items.Order());
        Assert.Equal(CloseReason.CallbackHung, result.Reason);
        Assert.Equal(1, result.Statistics["spider_exceptions/count"]);
        Assert.Equal(1, result.Statistics["spider_exceptions/CallbackHung"]);
        var failure = Assert.Single(_failures);
        Assert.Equal((FailureReason.CallbackHung, "/hang"), (failure.Reason, failure.Request.Url.Path));
        Assert.Equal("The callback made no progress within 00:03:00 (callbackTimeout).", Assert.IsType<TimeoutException>(failure.Exception).Message);
        Assert.True(failure.Response!.Status == 200);

        async IAsyncEnumerable<Output> HangAsync(Response response)
        {
            yield return new Visit(response.Url.Path);
            if (response.Url.Path == "/hang")
            {
                if (blocks)
                {
                    _gate.Wait();
                }
                else
                {
                    await _never.Task;
                }

                yield return new Visit("/late");
            }
        }
    }

    [Fact]
    public async Task What_a_callback_brings_after_it_was_left_behind_is_discarded()
    {
        var ended = new TaskCompletionSource();
        var result = await CrawlAsync(LateAsync);

        Assert.Equal(["/ok1", "/ok2"], _items.Order());
        Assert.Equal(1, result.Statistics["spider_exceptions/count"]);

        async IAsyncEnumerable<Output> LateAsync(Response response)
        {
            if (response.Url.Path == "/hang")
            {
                // The token tells of the end; what is yielded then comes too late.
                await Task.Delay(Timeout.Infinite, response.Cancellation).ContinueWith(_ => { }, TaskScheduler.Default);
                yield return new Visit("/late");
                ended.SetResult();
                throw new InvalidOperationException("This comes too late as well.");
            }

            if (response.Url.Path == "/ok2")
            {
                await ended.Task;
            }

            yield return new Visit(response.Url.Path);
        }
    }

    [Fact]
    public async Task An_errback_that_hangs_is_left_behind_too()
    {
        var result = await CrawlAsync(HangAsync, async failure =>
        {
            _failures.Enqueue(failure);
            await _never.Task;
        });

        Assert.Single(_failures);
        Assert.Equal(["/ok1", "/ok2"], _items.Order());
        Assert.Equal(2, result.Statistics["spider_exceptions/CallbackHung"]);
    }

    [Fact]
    public async Task With_concurrent_callbacks_the_crawl_has_simply_finished()
    {
        var result = await CrawlAsync(HangAsync, settings: options => options.ConcurrentCallbacks = 2);

        Assert.Equal(CloseReason.Finished, result.Reason);
        Assert.Equal(["/ok1", "/ok2"], _items.Order());
    }

    [Fact]
    public async Task A_callback_that_yields_now_and_then_may_take_its_time()
    {
        var result = await CrawlAsync(SlowAsync, settings: options => options.CallbackTimeout = TimeSpan.FromMinutes(1));

        Assert.Equal(CloseReason.Finished, result.Reason);
        Assert.Equal(30, _items.Count);

        async IAsyncEnumerable<Output> SlowAsync(Response response)
        {
            for (var i = 0; i < 10; i++)
            {
                await Task.Delay(TimeSpan.FromSeconds(20), _time);
                yield return new Visit(response.Url.Path);
            }
        }
    }

    [Fact]
    public async Task What_a_callback_waits_for_its_own_fetches_is_not_counted()
    {
        await using var slow = await LoopbackSite.StartAsync(async context =>
        {
            await Task.Delay(TimeSpan.FromMinutes(2), _time);
            context.Response.StatusCode = 204;
        });
        var result = await CrawlAsync(FetchAsync, settings: options =>
        {
            options.CallbackTimeout = TimeSpan.FromMinutes(1);
            options.Download.HeadersTimeout = TimeSpan.FromMinutes(10);
            options.Download.Timeout = TimeSpan.FromMinutes(10);
        });

        Assert.Equal(CloseReason.Finished, result.Reason);
        Assert.Equal(["204", "204", "204"], _items);

        async IAsyncEnumerable<Output> FetchAsync(Response response)
        {
            var sub = await response.FetchAsync(new Request(slow.Url("/")));
            yield return new Visit($"{sub.Status}");
        }
    }

    [Fact]
    public async Task There_may_be_no_limit()
    {
        var result = await CrawlAsync(SlowAsync, settings: options => options.CallbackTimeout = null);

        Assert.Equal(CloseReason.Finished, result.Reason);
        Assert.Equal(3, _items.Count);

        async IAsyncEnumerable<Output> SlowAsync(Response response)
        {
            await Task.Delay(TimeSpan.FromMinutes(10), _time);
            yield return new Visit(response.Url.Path);
        }
    }

    private async IAsyncEnumerable<Output> HangAsync(Response response)
    {
        if (response.Url.Path == "/hang")
        {
            await _never.Task;
        }

        yield return new Visit(response.Url.Path);
    }

    private async Task<CrawlResult> CrawlAsync(
        Func<Response, IAsyncEnumerable<Output>> parse, Func<RequestFailure, Task>? onFailure = null, Action<CrawlerOptions>? settings = null)
    {
        await using var services = Fetched.ServicesWith(_time);
        await using var process = new CrawlerProcess(Fetched.Options(settings), services);
        var crawler = process.CreateCrawler(new SpiderOf { Urls = [_site.Url("/hang"), _site.Url("/ok1"), _site.Url("/ok2")], Parse = parse, Error = FailAsync });
        crawler.Events.Subscribe<ItemScraped>(scraped => _items.Enqueue(((Visit)scraped.Item).Path));
        _ = crawler.CrawlAsync();
        return (await _time.RunUntilAsync(process.RunAsync())).Single();

        async IAsyncEnumerable<Output> FailAsync(RequestFailure failure)
        {
            if (onFailure is null)
            {
                _failures.Enqueue(failure);
            }
            else
            {
                await onFailure(failure);
            }

            yield break;
        }
    }
}
