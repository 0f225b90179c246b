using Microsoft.AspNetCore.Http;

namespace Crawling.Tests.Scraping;

public class ReleasedPageTests
{
    [Fact]
    public async Task A_response_that_a_spider_keeps_can_be_read_after_its_callback()
    {
        await using var site = await LoopbackSite.StartAsync(async context =>
        {
            context.Response.ContentType = "text/html";
            await context.Response.WriteAsync("<base href='/below/'><p class=a>First</p><p>Second <a href=x>Link</a>");
        });
        List<Response> kept = [];

        await CrawlOnce.RunAsync(new SpiderOf
        {
            Urls = [site.Address],
            Settings = options => options.Download.BlockPrivateAddresses = false,
            Parse = response =>
            {
                Assert.Equal("Link", response.Css("a").Css("::text").Get());
                kept.Add(response);
                return AsyncEnumerable.Empty<Output>();
            },
        });

        var response = Assert.Single(kept);
        Assert.Equal(["First", "Second "], response.Css("p::text").GetAll());
        Assert.Equal("Link", response.XPath("//a").Css("::text").Get());
        Assert.Equal($"{site.Address}/below/x", Assert.Single(response.Links()).Url.Href);
        Assert.Contains("Second", response.Text, StringComparison.Ordinal);
    }
}
