using System.Text.Json;
using Crawling.Scheduling;

namespace Crawling.Benchmarks;

/// <summary>A crawl that takes from a queue of some length and puts as much into it, in a process of its own; tells what it did as JSON.</summary>
internal static class QueueCrawl
{
    public const string Command = "crawl-queue";

    private const int Hosts = 16;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(int port, long length)
    {
        string UrlOf(long id) => $"http://host-{id % Hosts}.test:{port}/page/0/{id}";

        var memory = new MemoryFrontier(new FrontierOptions(), TimeProvider.System);
        var frontier = new PreloadedFrontier(memory);
        await frontier.AddAsync(length, UrlOf);
        await using var services = LoopbackNames.Services(frontier);
        await using var process = new CrawlerProcess(new() { ConcurrentRequests = 16, Robots = { Obey = false } }, services);
        var spider = new ChainSpider(0, length, UrlOf);
        var crawler = process.CreateCrawler(spider);
        _ = crawler.CrawlAsync();
        var running = process.RunAsync();
        await Task.Delay(WarmUp);
        var pace = await Pace.OfAsync(() => spider.Pages, Span);
        var point = new QueuePoint(
            length,
            pace.PerSecond,
            pace.CpuMilliseconds,
            ProcessStatus.Resident(Environment.ProcessId),
            ProcessStatus.Peak(Environment.ProcessId));
        await crawler.StopAsync();
        await running;
        Console.Out.WriteLine(JsonSerializer.Serialize(point));
    }
}
