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

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!condition())
        {
            await Task.Delay(10, limit.Token);
        }
    }

    private sealed record Page(string Url) : Item;

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
