namespace Crawling.Tests;

/// <summary>The examples of docs/events.md, word for word.</summary>
internal static class EventsExamples
{
    public static void Callback(CrawlerProcess process, Crawler crawler, TextWriter alarm)
    {
        using var items = crawler.Events.Subscribe<ItemScraped>(e => Console.WriteLine(e.Item));
        using var errors = crawler.Events.Subscribe<SpiderError>(async e => await alarm.WriteLineAsync(e.Error.Message));
        _ = crawler.CrawlAsync();
        process.Start();
    }

    public static async Task Sequence(CrawlerProcess process, Crawler crawler)
    {
        var bandwidth = crawler.Events.ReadAllAsync<BandwidthEvent>();
        _ = crawler.CrawlAsync();
        var running = process.RunAsync();
        await foreach (var second in bandwidth)
        {
            Console.WriteLine($"{second.Received} bytes in, {second.Sent} out");
        }

        await running;
    }

    public static void Slow(Crawler crawler)
    {
        using var slow = crawler.Events.Subscribe<ResponseReceived>(async _ => await Task.Delay(100), capacity: 100);
        Console.WriteLine($"{slow.Waiting} waiting, {slow.Missed} missed, the last one {slow.Lag} old");
    }
}
