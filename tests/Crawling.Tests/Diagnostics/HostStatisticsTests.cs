using Crawling.Diagnostics;

namespace Crawling.Tests.Diagnostics;

public sealed class HostStatisticsTests
{
    [Fact]
    public void Hosts_are_counted_apart_up_to_a_number_and_the_same_ones_in_the_next_run()
    {
        var statistics = new CrawlStatistics();
        var hosts = new HostStatistics(statistics, 2);
        hosts.Received(new Response("https://a.test/") { BytesReceived = 10 });
        hosts.Failed(new Request("https://b.test/"));
        hosts.Received(new Response("https://c.test/"));

        new HostStatistics(statistics, 2).Received(new Response("https://d.test/"));
        new HostStatistics(statistics, 2).Received(new Response("https://a.test/") { BytesReceived = 5 });

        Assert.Equal(
            [
                ("host/a.test/response_bytes", 15L), ("host/a.test/response_count", 2L), ("host/b.test/failure_count", 1L),
                ("host/others/response_bytes", 0L), ("host/others/response_count", 2L),
            ],
            statistics.Select(entry => (entry.Key, (long)entry.Value)));
    }

    [Fact]
    public async Task A_crawl_counts_its_hosts()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);

        var counted = await CrawlOnce.RunAsync(new SpiderOf { Urls = [site.Url("/")] });
        var together = await CrawlOnce.RunAsync(new SpiderOf { Urls = [site.Url("/")] }, Settings.Of("statistics:hosts=0"));

        Assert.Equal(1, counted.Statistics["host/127.0.0.1/response_count"]);
        Assert.Equal(1, together.Statistics["host/others/response_count"]);
    }
}
