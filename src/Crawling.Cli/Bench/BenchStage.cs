namespace Crawling.Cli;

/// <summary>A crawl that does all that the one before it does, and one thing more.</summary>
/// <param name="Name">What it does more.</param>
/// <param name="Meaning">The same in a sentence.</param>
/// <param name="RunAsync">Crawls all of the site, with a folder for its files; told to end, it ends early.</param>
internal sealed record BenchStage(string Name, string Meaning, Func<BenchSite, string, CancellationToken, Task<BenchLoad>> RunAsync)
{
    private const int InFlight = 16;

    public static IReadOnlyList<BenchStage> All { get; } =
    [
        new("HTTP alone", $"a list of URLs by .NET's HTTP client, {InFlight} at once: no crawler", (site, _, interrupt) =>
            BareDownload.RunAsync(site.All, InFlight, interrupt)),
        new("+ engine", "the same list by the crawler: queue, politeness, failures, statistics", (site, _, interrupt) =>
            CrawlAsync(new ListedPages(site), interrupt)),
        new("+ links", "all links of each page followed: found, resolved, told from those seen before", (site, _, interrupt) =>
            CrawlAsync(new LinkedPages(site, yieldsItems: false), interrupt)),
        new("+ items", $"{BenchPage.Entries} items a page, written to a JSON Lines file", (site, folder, interrupt) =>
            CrawlAsync(new LinkedPages(site, yieldsItems: true), interrupt, Feed(folder))),
        new("+ job", "queue and state kept on the disk, to go on after kill -9", (site, folder, interrupt) =>
            CrawlAsync(new LinkedPages(site, yieldsItems: true), interrupt, Feed(folder), Job(folder))),
        new("+ tree", "the items' values taken by CSS selectors, for which the page is parsed to a tree", (site, folder, interrupt) =>
            CrawlAsync(new ReadPages(site), interrupt, Feed(folder), Job(folder))),
    ];

    private static string Feed(string folder) => Path.Combine(folder, "items.jsonl");

    private static string Job(string folder) => Path.Combine(folder, "job");

    private static async Task<BenchLoad> CrawlAsync(BenchSpider spider, CancellationToken interrupt, string? feed = null, string? job = null)
    {
        var options = new CrawlerOptions { ConcurrentRequests = InFlight, ConcurrentRequestsPerHost = InFlight };
        options.Job.Directory = job;
        if (feed is not null)
        {
            options.Feeds.Add(new() { Path = feed });
        }

        await using var services = CrawlServices.Create(LogSettings.None, project: null);
        await using var process = new CrawlerProcess(options, services);
        _ = process.Crawl(spider);
        var result = (await process.RunAsync(interrupt)).Single();
        return result.Error is { } error ? throw error
            : spider.Failure is { } failure ? throw new InvalidOperationException($"{failure.Request.Url}: {failure.Reason}", failure.Exception)
            : spider.Load;
    }
}
