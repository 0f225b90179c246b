namespace Crawling.Tests.Engine;

public sealed class CrawlTests
{
    [Fact]
    public async Task A_crawl_follows_requests_and_collects_items_until_nothing_is_left()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        await using var process = new CrawlerProcess();
        var spider = new SpiderOf { Urls = [site.Url("/0")], Parse = Count };

        var items = await process.ItemsAsync(process.CreateCrawler(spider)).ToListAsync();

        Assert.Equal(20, items.Count);
        Assert.Equal(20, site.Requests.Distinct().Count());
        Assert.Equal(20, site.Requests.Count);
        Assert.Equal(CloseReason.Finished, process.Crawlers.Single().Completion.Wait().Reason);

        static async IAsyncEnumerable<Output> Count(Response response)
        {
            await Task.Yield();
            var number = int.Parse(response.Url.Path[1..]);
            yield return new DynamicItem { ["number"] = number };
            if (number < 19)
            {
                yield return new Request(Url.Parse($"/{number + 1}", response.Url));
                yield return new Request(Url.Parse("/0", response.Url));
            }
        }
    }
}
