using Crawling.Testing;
using Microsoft.Extensions.DependencyInjection;
using Spiders;

namespace Crawling.Tests;

/// <summary>The examples of docs/testing-spiders.md, word for word.</summary>
public class TestingExamples
{
    [Fact]
    public async Task Sound()
    {
        await using var site = await DemoSite.StartAsync();
        var options = new CrawlerOptions();
        site.Configure(options);
        await using var process = new CrawlerProcess(options);

        var books = await process.ItemsAsync<Books>().ToListAsync();

        Assert.Equal(1000, books.Count);
    }

    [Fact]
    public async Task Broken()
    {
        await using var site = await FaultSite.StartAsync();
        var options = new CrawlerOptions();
        options.Download.MaxBodySize = 1 << 20;
        site.Configure(options);
        await using var process = new CrawlerProcess(options);

        _ = process.Crawl(new LinkCheck(site.Url("endless-body"), site.Healthy));
        var result = Assert.Single(await process.RunAsync());

        Assert.Equal(1, result.Statistics["failure/reason_count/TooLarge"]);
        Assert.Equal(site.HealthyPages, result.Statistics["item_scraped_count"]);
    }

    [Fact]
    public async Task StandingStill()
    {
        var time = new FakeTime();
        await using var services = new ServiceCollection().AddSingleton<TimeProvider>(time).BuildServiceProvider();
        await using var site = await FaultSite.StartAsync();
        var options = new CrawlerOptions();
        options.Download.Timeout = TimeSpan.FromHours(1);
        options.Retry.Times = 0;
        site.Configure(options);
        await using var process = new CrawlerProcess(options, services);

        _ = process.Crawl(new LinkCheck(site.Url("stall-body")));
        var running = process.RunAsync();
        await UntilAsync(() => site.Requests.ContainsKey(site.Url("stall-body")));
        time.Advance(TimeSpan.FromHours(1));

        var result = Assert.Single(await running);
        Assert.Equal(1, result.Statistics["failure/reason_count/Timeout"]);
    }

    [Fact]
    public async Task OnePage()
    {
        const string Html = "<div class=quote><span class=text>Be.</span><small class=author>W. S.</small></div><ul><li class=next><a href=/page/2/>Next</a></li></ul>";
        var page = SavedPage.FromText("https://quotes.toscrape.com/", Html);

        var result = await SpiderTest.RunAsync(new Quotes(), page);

        var quote = Assert.IsType<Quotes.Quote>(Assert.Single(result.Items));
        Assert.Equal("W. S.", quote.Author);
        Assert.Equal("https://quotes.toscrape.com/page/2/", Assert.Single(result.Requests).Url);
    }

    [Fact]
    public async Task Recorded()
    {
        using var file = new RecordingFile();
        await RecordQuotesAsync(file);
        var recording = file.Path;

        var page = await SavedPage.FromRecordingAsync("https://quotes.toscrape.com/page/2/", recording);
        Assert.Equal(10, (await SpiderTest.RunAsync(new Quotes(), page)).Items.Count);

        var crawl = await SpiderTest.ReplayAsync(new Quotes(), recording);
        Assert.Equal(100, crawl.Items.Count);
        Assert.Empty(crawl.Failures);
    }

    [Fact]
    public async Task Passing()
    {
        await using var site = await DemoSite.StartAsync();
        var options = new CrawlerOptions { Download = { Delay = TimeSpan.FromHours(1) } };
        site.Configure(options);

        var crawl = await SpiderTest.CrawlAsync(new Quotes(), options);

        Assert.Equal(100, crawl.Items.Count);
    }

    private static async Task RecordQuotesAsync(RecordingFile file)
    {
        await using var site = await DemoSite.StartAsync();
        var options = file.ToRecord();
        site.Configure(options);
        await CrawlOnce.RunAsync(new Quotes(), options);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!condition())
        {
            await Task.Delay(10, limit.Token);
        }
    }

    private sealed record Page(string Url) : Item;

    private sealed class Quotes : Spider
    {
        public override IEnumerable<string> StartUrls => ["https://quotes.toscrape.com/"];

        public override async IAsyncEnumerable<Output> ParseAsync(Response response)
        {
            await Task.CompletedTask;
            foreach (var quote in response.Css("div.quote"))
            {
                yield return new Quote(quote.Css("span.text::text").Get()!, quote.Css("small.author::text").Get()!);
            }

            foreach (var next in response.FollowAll(response.Css("li.next a")))
            {
                yield return next;
            }
        }

        public sealed record Quote(string Text, string Author) : Item;
    }

    private sealed class Promised : Spider
    {
        [Sample("https://quotes.toscrape.com/")]
        [Returns(items: "1..", requests: "..1")]
        [Scrapes("Text", "Author")]
        public override IAsyncEnumerable<Output> ParseAsync(Response response) => new Quotes().ParseAsync(response);
    }

    /// <summary>Reads every page that is linked.</summary>
    private sealed class LinkCheck(params IEnumerable<Url> start) : Spider
    {
        public override IEnumerable<string> StartUrls => start.Select(url => url.Href);

        public override async IAsyncEnumerable<Output> ParseAsync(Response response)
        {
            await Task.CompletedTask;
            yield return new Page(response.Url);
            foreach (var link in response.Links())
            {
                yield return new Request(link.Url);
            }
        }
    }
}
