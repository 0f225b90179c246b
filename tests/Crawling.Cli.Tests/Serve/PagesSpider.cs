using System.ComponentModel;

namespace Crawling.Cli.Tests.Serve;

[Description("Pages of one name.")]
internal sealed class PagesSpider : Spider
{
    public string Site { get; set; } = "";

    public string PageName { get; set; } = "";

    public int Pages { get; set; } = 1;

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
        yield return new Page(response.Url.Path);
    }

    internal sealed record Page(string Path) : Item;
}
