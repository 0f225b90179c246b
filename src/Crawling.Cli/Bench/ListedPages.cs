namespace Crawling.Cli;

/// <summary>Looks into no page.</summary>
internal sealed class ListedPages(BenchSite site) : BenchSpider
{
    public override IEnumerable<string> StartUrls => site.All;

    protected override IAsyncEnumerable<Output> TakeAsync(Response response) => AsyncEnumerable.Empty<Output>();
}
