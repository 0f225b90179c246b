namespace Crawling.Cli;

/// <summary>Follows the links, which takes no tree.</summary>
/// <param name="site">Where.</param>
/// <param name="yieldsItems">Whether links are items too.</param>
internal sealed class LinkedPages(BenchSite site, bool yieldsItems) : BenchSpider
{
    public sealed record Reference(string Page, string Url, string Text) : Item;

    public override IEnumerable<string> StartUrls => [site.Front];

    protected override async IAsyncEnumerable<Output> TakeAsync(Response response)
    {
        var links = response.Links();
        foreach (var link in yieldsItems ? links.Take(BenchPage.Entries) : [])
        {
            yield return new Reference(response.Url, link.Url, link.Text);
        }

        foreach (var request in response.FollowAll(links))
        {
            yield return request;
        }
    }
}
