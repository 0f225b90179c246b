namespace Crawling.Tests.Hosting;

/// <summary>Takes an item from each path of a site.</summary>
public class Paths : Spider
{
    public string Site { get; set; } = "";

    public string[] Of { get; set; } = ["/"];

    public override IEnumerable<string> StartUrls => Of.Select(path => Site + path);

    public override async IAsyncEnumerable<Output> ParseAsync(Response response)
    {
        await Task.Yield();
        yield return new DynamicItem { ["path"] = response.Url.Path };
    }
}

public static class Other
{
    public sealed class PathsSpider : Paths;
}

public sealed class Patient : Paths
{
    protected override void Configure(CrawlerOptions options) => options.Close.Deadline = TimeSpan.FromMinutes(5);
}

/// <summary>Cannot start while its site is <c>broken</c>.</summary>
public sealed class Fragile : Paths
{
    public static bool Works { get; set; }

    public override IEnumerable<string> StartUrls => Works ? base.StartUrls : throw new InvalidOperationException("broken");
}
