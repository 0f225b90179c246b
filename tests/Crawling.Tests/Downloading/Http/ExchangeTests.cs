using Crawling.Downloading;
using Crawling.Testing.Demo;
using Microsoft.AspNetCore.Http;

namespace Crawling.Tests.Downloading.Http;

public sealed class ExchangeTests
{
    [Fact]
    public async Task Each_request_is_taken_down_with_what_was_sent_and_the_times_of_its_stages_if_asked()
    {
        using var certificate = DemoCertificate.Create(["shop.example"]);
        await using var site = await LoopbackSite.StartAsync(context => context.Response.WriteAsync("page"), certificate);
        var options = new CrawlerOptions { ConnectTo = { ["shop.example:443"] = $"127.0.0.1:{site.Port}" } };
        options.TrustedCertificates["shop.example"] = certificate;
        await using var process = new CrawlerProcess(options);
        var crawler = process.CreateCrawler(new SpiderOf { Urls = ["https://shop.example/page"] });
        var log = crawler.Exchanges = new ExchangeLog(TimeProvider.System);
        _ = crawler.CrawlAsync();

        await process.RunAsync();

        Assert.Collection(
            log.All,
            robots =>
            {
                Assert.Equal(("/robots.txt", 404), (robots.Request.Url.Path, robots.Status));
                Assert.All([robots.LookUp, robots.Connect, robots.Tls, robots.FirstByte, robots.Total], time => Assert.NotNull(time));
            },
            page =>
            {
                Assert.Equal(("/page", 200, 2), (page.Request.Url.Path, page.Status, page.Version?.Major));
                Assert.All([page.LookUp, page.Connect, page.Tls], time => Assert.Null(time));
                Assert.True(page.Total >= page.FirstByte);
                Assert.NotNull(page.Sent["User-Agent"]);
            });
    }
}
