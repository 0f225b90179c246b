using Microsoft.AspNetCore.Http;

namespace Crawling.Tests.Engine;

public sealed class SnapshotTests
{
    [Fact]
    public async Task A_crawl_tells_how_it_stands_while_it_runs_is_paused_and_has_ended()
    {
        var arrived = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        await using var site = await LoopbackSite.StartAsync(async context =>
        {
            arrived.TrySetResult();
            await answer.Task;
            await context.Response.WriteAsync("ok");
        });
        await using var process = new CrawlerProcess();
        var crawler = process.CreateCrawler(new SpiderOf
        {
            Urls = [site.Url("/1"), site.Url("/2"), site.Url("/3")],
            Settings = options => options.ConcurrentRequests = 1,
        });
        _ = crawler.CrawlAsync();
        var running = process.RunAsync();

        await arrived.Task;
        var first = await crawler.SnapshotAsync();
        crawler.Pause();
        var paused = await crawler.SnapshotAsync(hosts: 0);
        crawler.Resume();
        answer.SetResult();
        await running;
        var ended = await crawler.SnapshotAsync();

        Assert.Equal((CrawlState.Running, 2, 1, 1), (first.State, first.Queued, first.Active, first.HostCount));
        Assert.Equal(new HostSnapshot("127.0.0.1", HostState.Fetching, 2, 1, null), Assert.Single(first.Hosts));
        Assert.Equal((CrawlState.Paused, 0), (paused.State, paused.Hosts.Count));
        Assert.Equal((CrawlState.Closed, 0, 0), (ended.State, ended.Queued, ended.Active));
    }
}
