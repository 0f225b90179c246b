using System.Text;

namespace Crawling.Tests.Parsing;

public sealed class RobotsDirectivesTests
{
    [Theory]
    [InlineData("", "", false, false)]
    [InlineData("noindex", "", true, false)]
    [InlineData("none", "", true, true)]
    [InlineData("otherbot: noindex, nofollow", "", false, false)]
    [InlineData("otherbot: noindex, mybot: nofollow", "", false, true)]
    [InlineData("MyBot: NoIndex", "", true, false)]
    [InlineData("unavailable_after: 25 Jun 2030 15:00:00 PST, nofollow", "", false, true)]
    [InlineData("", "<meta name=robots content='NOINDEX, follow'>", true, false)]
    [InlineData("", "<meta name=mybot content=nofollow><meta name=otherbot content=none>", false, true)]
    [InlineData("noindex", "<meta name=robots content=nofollow>", true, true)]
    public void What_a_page_asks_is_read_from_header_and_elements(string header, string html, bool noIndex, bool noFollow)
    {
        var request = new Request("https://a.test/") { Headers = new HeaderList().Add("User-Agent", "MyBot/1.0 (+https://my.test)") };
        var headers = new HeaderList().Add("Content-Type", "text/html").Add("X-Robots-Tag", header);

        var response = new Response(request.Url, 200, headers, Encoding.UTF8.GetBytes(html), request);

        Assert.Equal(new RobotsDirectives(noIndex, noFollow), response.Robots);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task Items_of_a_page_that_says_noindex_are_dropped_if_that_is_obeyed(bool obey, int items)
    {
        await using var site = await LoopbackSite.StartAsync(_ => "<meta name=robots content=noindex>");

        var result = await CrawlOnce.RunAsync(
            new SpiderOf { Urls = [site.Url("/")], Parse = _ => Item() }, Settings.Of($"robots:obeyNoIndex={obey}"));

        Assert.Equal((items, 1 - items), (result.Statistics["item_scraped_count"], result.Statistics["item_dropped_count"]));

        static async IAsyncEnumerable<Output> Item()
        {
            await Task.CompletedTask;
            yield return new DynamicItem();
        }
    }
}
