using System.Text.Json;

namespace Crawling.Tests.Jobs;

/// <summary>Jobs whose crawl is ended early, and goes on in another: what was not finished comes again, and nothing comes twice.</summary>
public sealed class JobEndTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crawling-job-end-");
    private readonly TaskCompletionSource _hangs = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task An_item_of_the_start_that_is_cut_off_in_a_pipeline_comes_again()
    {
        await EndWhenItHangsAsync(Starting(HangAsync));
        await FinishAsync(Starting(PassAsync));

        Assert.Equal(["start"], Items());

        static Asked Starting(Func<ItemContext, Task> onItem) => new() { OnItem = onItem, Starting = () => new Output[] { new Found("start") }.ToAsyncEnumerable() };
    }

    [Fact]
    public async Task A_pipeline_that_fails_because_it_is_cut_off_has_not_failed()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);

        await EndWhenItHangsAsync(Of(site, WrapAsync));
        await FinishAsync(Of(site, PassAsync));

        Assert.Equal(["/"], Items());

        async Task WrapAsync(ItemContext context)
        {
            try
            {
                await HangAsync(context);
            }
            catch (OperationCanceledException error)
            {
                throw new IOException("The database has not answered.", error);
            }
        }
    }

    [Fact]
    public async Task A_callback_whose_own_fetch_is_cut_off_runs_again()
    {
        var isHung = true;
        await using var site = await LoopbackSite.StartAsync(async context =>
        {
            if (isHung && context.Request.Path == "/part")
            {
                _hangs.TrySetResult();
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }
        });

        await EndWhenItHangsAsync(Of(site, PassAsync, FetchAsync));
        isHung = false;
        await FinishAsync(Of(site, PassAsync, FetchAsync));

        Assert.Equal(["/", "/part"], Items());

        static async IAsyncEnumerable<Output> FetchAsync(Response response)
        {
            var part = await response.FetchAsync(new Request(response.UrlJoin("/part")));
            yield return new Found("/");
            yield return new Found(part.Url.Path);
        }
    }

    [Fact]
    public async Task What_is_still_written_when_the_deadline_has_passed_is_acknowledged()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        await using (var process = new CrawlerProcess(Options()))
        {
            var crawler = process.CreateCrawler(Of(site, PassAsync, ManyAsync));
            await foreach (var item in process.ItemsAsync(crawler))
            {
                if (item is Found { Id: "0" })
                {
                    // The writer waits for this reader: for longer than the deadline, and not so long that it is left behind.
                    _ = crawler.StopAsync();
                    await Task.Delay(Options().Close.Deadline * 1.2);
                }
            }
        }

        await FinishAsync(Of(site, PassAsync, ManyAsync));

        Assert.Equal(Enumerable.Range(0, 1500).Select(i => $"{i}"), Items());

        static IAsyncEnumerable<Output> ManyAsync(Response response) =>
            Enumerable.Range(0, 1500).Select(i => (Output)new Found($"{i}")).ToAsyncEnumerable();
    }

    [Fact]
    public async Task Feeds_that_are_refused_leave_the_job_as_it_was()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        await EndWhenItHangsAsync(Both(context => context.Response!.Url.Path == "/1" ? PassAsync(context) : HangAsync(context)));

        var wrong = Options();
        wrong.Feeds.Add(new FeedOptions { Path = Path("other.jsonl") });
        var refused = await CrawlOnce.RunAsync(Both(PassAsync), wrong);
        await FinishAsync(Both(PassAsync));

        Assert.IsType<SettingsException>(refused.Error);
        Assert.Equal(["/1", "/2"], Items().Order());

        Asked Both(Func<ItemContext, Task> onItem) => new()
        {
            Urls = [site.Url("/1"), site.Url("/2")],
            OnItem = onItem,
            Parse = OneAsync,
            Options = options => options.ConcurrentRequests = 1,
        };
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Asked Of(LoopbackSite site, Func<ItemContext, Task> onItem, Func<Response, IAsyncEnumerable<Output>>? parse = null) =>
        new() { Urls = [site.Url("/")], OnItem = onItem, Parse = parse ?? OneAsync };

    private static IAsyncEnumerable<Output> OneAsync(Response response) => new Output[] { new Found(response.Url.Path) }.ToAsyncEnumerable();

    private static Task PassAsync(ItemContext context) => Task.CompletedTask;

    private Task HangAsync(ItemContext context)
    {
        _hangs.TrySetResult();
        return Task.Delay(Timeout.Infinite, context.Cancellation);
    }

    private async Task EndWhenItHangsAsync(Spider spider)
    {
        var options = Options();
        options.Close.Deadline = TimeSpan.FromSeconds(1);
        await using var process = new CrawlerProcess(options);
        var crawler = process.CreateCrawler(spider);
        _ = crawler.CrawlAsync();
        var running = process.RunAsync();
        await _hangs.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await crawler.StopAsync();
        await running;
    }

    private async Task FinishAsync(Spider spider)
    {
        var result = await CrawlOnce.RunAsync(spider, Options());
        Assert.Equal((CloseReason.Finished, null), (result.Reason, result.Error));
        Assert.Equal(Items().Count, result.Statistics["item_scraped_count"]);
    }

    private List<string?> Items() =>
        [.. File.ReadLines(Path("items.jsonl")).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString())];

    private string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    private CrawlerOptions Options() => new()
    {
        Job = { Directory = Path("job") },
        Feeds = [new() { Path = Path("items.jsonl"), Overwrite = true }],
    };

    private sealed record Found(string Id) : Item;

    /// <summary>A spider whose items are asked about in a pipeline.</summary>
    private sealed class Asked : Spider
    {
        public IReadOnlyList<string> Urls { get; init; } = [];

        public required Func<ItemContext, Task> OnItem { get; init; }

        public Func<IAsyncEnumerable<Output>>? Starting { get; init; }

        public Func<Response, IAsyncEnumerable<Output>> Parse { get; init; } = _ => AsyncEnumerable.Empty<Output>();

        public Action<CrawlerOptions> Options { get; init; } = _ => { };

        public override IEnumerable<string> StartUrls => Urls;

        public override IAsyncEnumerable<Output> StartAsync() => Starting?.Invoke() ?? base.StartAsync();

        public override IAsyncEnumerable<Output> ParseAsync(Response response) => Parse(response);

        protected override void Configure(CrawlerOptions options)
        {
            options.ItemPipelines.Add<Asking>();
            Options(options);
        }

        private sealed class Asking : IItemPipeline
        {
            public async ValueTask<object> ProcessAsync(object item, ItemContext context)
            {
                await ((Asked)context.Crawler.Spider).OnItem(context);
                return item;
            }
        }
    }
}
