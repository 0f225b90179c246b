using System.Globalization;
using System.Text.Json;
using Crawling.Jobs;
using Microsoft.AspNetCore.Http;

namespace Crawling.Tests.Jobs;

/// <summary>Crawls that share a job, and a site of pages 0 to 199, all of which page 0 links to.</summary>
internal sealed class JobCrawl : IAsyncDisposable
{
    public const int Pages = 200;

    private readonly DirectoryInfo _root = System.IO.Directory.CreateTempSubdirectory("crawling-job-");

    private JobCrawl(LoopbackSite site)
    {
        Site = site;
        Directory = Path.Combine(_root.FullName, "job");
    }

    public LoopbackSite Site { get; }

    /// <summary>The job's folder; the first crawl makes it.</summary>
    public string Directory { get; set; }

    public string Database => Path.Combine(Directory, "job.db");

    public string Feed => Path.Combine(_root.FullName, "items.json");

    public static async Task<JobCrawl> StartAsync(Func<string, string>? pageOf = null) => new(await LoopbackSite.StartAsync(pageOf ?? (path => path)));

    public static async Task<JobCrawl> StartAsync(RequestDelegate answer) => new(await LoopbackSite.StartAsync(answer));

    /// <summary>Yields an item for each page, and links as large as is said.</summary>
    public SpiderOf Spider(int metaSize = 0) => new() { Urls = [Site.Url("/0")], Parse = response => Parse(response, metaSize) };

    public async Task<CrawlResult> RunAsync(Spider? spider = null, Action<CrawlerOptions>? set = null)
    {
        var options = new CrawlerOptions();
        options.Robots.Obey = false;
        options.Job.Directory = Directory;
        options.Feeds.Add(new() { Path = Feed, Overwrite = true });
        set?.Invoke(options);
        return await CrawlOnce.RunAsync(spider ?? Spider(), options);
    }

    /// <summary>Begins, and ends with most of the work still to do.</summary>
    public async Task BeginAsync() =>
        Assert.Equal("closespider_pagecount", (await RunAsync(set: options => options.Close.Pages = 3)).Reason.Name);

    /// <summary>The numbers of the pages whose items are in the feed.</summary>
    public async Task<IEnumerable<int>> ItemsAsync()
    {
        using var feed = JsonDocument.Parse(await File.ReadAllTextAsync(Feed));
        return [.. feed.RootElement.EnumerateArray().Select(item => int.Parse(item.GetProperty("path").GetString()![1..], CultureInfo.InvariantCulture))];
    }

    public JobReport Report() => JobReport.Read(Directory);

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        _root.Delete(recursive: true);
    }

    private async IAsyncEnumerable<Output> Parse(Response response, int metaSize)
    {
        await Task.CompletedTask;
        yield return new DynamicItem { ["path"] = response.Url.Path };
        for (var page = 1; page < Pages && response.Url.Path == "/0"; page++)
        {
            yield return new Request(Site.Url($"/{page}")) { Meta = new Dictionary<string, object?> { ["text"] = new string('x', metaSize) } };
        }
    }
}
