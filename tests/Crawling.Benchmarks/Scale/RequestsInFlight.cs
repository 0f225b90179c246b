namespace Crawling.Benchmarks;

/// <summary>Thousands of requests in flight to a server that answers each after a second.</summary>
internal static class RequestsInFlight
{
    private const int Wait = 1000;

    /// <summary>The connections are made and the code is compiled.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Span = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(int count, string command, TextWriter output)
    {
        await using var site = await PageSite.StartAsync();
        var options = new CrawlerOptions
        {
            ConcurrentRequests = count,
            ConcurrentRequestsPerHost = count,
            Robots = { Obey = false },
        };
        await using var services = LoopbackNames.Services();
        await using var process = new CrawlerProcess(options, services);
        var spider = new ChainSpider(count, 0, id => site.Page("patient.test", id, Wait));
        var crawler = process.CreateCrawler(spider);
        _ = crawler.CrawlAsync();
        var running = process.RunAsync();
        await Task.Delay(WarmUp);
        var pace = await Pace.OfAsync(() => spider.Pages, Span);
        var active = (await crawler.SnapshotAsync(0)).Active;
        await crawler.StopAsync();
        await running;
        return await Figure.PrintAsync(
            [
                new("in flight", active, "n0"),
                new("pages a second", pace.PerSecond, "n0") { AtLeast = 0.9 * count },
                new("cores at work in the crawler", pace.Cores, "0.00") { AtMost = 1 },
                new("CPU ms a page", pace.CpuMilliseconds, "0.000"),
                new("peak RSS MiB", ProcessStatus.Peak(Environment.ProcessId) / 1048576.0),
                new("failures", crawler.Statistics["failure/count"]) { AtMost = 0 },
            ],
            command,
            output);
    }
}
