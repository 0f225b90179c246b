using System.ComponentModel;

namespace Crawling.Cli.Tests.Serve;

[Description("Pages of one name.")]
internal sealed class PagesSpider : Spider
{
    public string Site { get; set; } = "";

    public string PageName { get; set; } = "";

    public int Pages { get; set; } = 1;

    public bool Titles { get; set; }

    protected override void Configure(CrawlerOptions options)
    {
        options.Download.BlockPrivateAddresses = false;
        options.Robots.Obey = false;
        options.Retry.Times = 0;
        options.ConcurrentRequests = 1;
    }

    public override async IAsyncEnumerable<Output> StartAsync()
    {
        await Task.CompletedTask;
        for (var page = 1; page <= Pages; page++)
        {
            yield return new Request($"{Site}/{PageName}/{page}");
        }
    }

    public override async IAsyncEnumerable<Output> ParseAsync(Response response)
    {
        await Task.CompletedTask;
        yield return Titles ? new TitledPage(response.Url.Path, response.Css("title::text").Get()) : new Page(response.Url.Path);
    }

    internal sealed record Page(string Path) : Item;

    internal sealed record TitledPage(string Path, string? Title) : Item;
}
