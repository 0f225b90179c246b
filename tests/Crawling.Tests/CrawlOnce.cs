namespace Crawling.Tests;

internal static class CrawlOnce
{
    /// <summary>Runs one crawl to its end in a process of its own.</summary>
    public static async Task<CrawlResult> RunAsync(Spider spider, CrawlerOptions? options = null, IServiceProvider? services = null)
    {
        await using var process = new CrawlerProcess(options, services);
        _ = process.Crawl(spider);
        return (await process.RunAsync()).Single();
    }
}
