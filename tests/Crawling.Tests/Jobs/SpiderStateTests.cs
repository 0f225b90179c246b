namespace Crawling.Tests.Jobs;

public sealed class SpiderStateTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crawling-spider-state-");

    [Fact]
    public async Task What_a_spider_puts_into_its_state_is_there_in_the_next_run_of_its_job()
    {
        var stopped = new TaskCompletionSource();
        await using var site = await LoopbackSite.StartAsync(async context =>
        {
            if (context.Request.Path.Value is not ("/0" or "/1"))
            {
                await stopped.Task;
            }
        });
        string[] urls = [.. Enumerable.Range(0, 6).Select(i => site.Url($"/{i}"))];

        var first = new Counting(urls) { StopAt = 2, Stopped = stopped };
        await CrawlOnce.RunAsync(first, Options());
        var pagesThen = Assert.IsType<int>(first.State["pages"]);
        Assert.InRange(pagesThen, 2, 5);

        var second = new Counting(urls);
        await CrawlOnce.RunAsync(second, Options());

        Assert.Equal(pagesThen, second.PagesBefore);
        Assert.Equal(6, second.State["pages"]);
        Assert.Equal(urls, Assert.IsType<List<object?>>(second.State["seen"]).Cast<string>().Order());
        Assert.Null(second.State["passing"]);
    }

    [Fact]
    public void A_state_refuses_what_cannot_be_written_down()
    {
        var spider = new SpiderOf();
        var refusal = Assert.Throws<ArgumentException>(() => spider.State["reader"] = new StringReader(""));
        Assert.Contains("StringReader", refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private CrawlerOptions Options() => new() { ConcurrentRequests = 1, Job = { Directory = _folder.FullName } };

    private sealed class Counting(IReadOnlyList<string> urls) : Spider
    {
        public int StopAt { get; init; } = int.MaxValue;

        public TaskCompletionSource? Stopped { get; init; }

        public object? PagesBefore { get; private set; }

        public override IEnumerable<string> StartUrls
        {
            get
            {
                PagesBefore = State["pages"];
                return urls;
            }
        }

        public override async IAsyncEnumerable<Output> ParseAsync(Response response)
        {
            await Task.CompletedTask;
            var pages = (State["pages"] as int? ?? 0) + 1;
            State["pages"] = pages;
            State["seen"] = (State["seen"] as List<object?> ?? []).Append(response.Url.Href).ToList();
            State["passing"] = pages % 2 == 0 ? null : "odd";
            if (pages == StopAt)
            {
                _ = Crawler.StopAsync();
                Stopped?.SetResult();
            }

            yield break;
        }
    }
}
