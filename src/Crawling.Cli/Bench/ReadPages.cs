namespace Crawling.Cli;

/// <summary>Follows the links, and takes the entries of each page by CSS selectors, which takes a tree.</summary>
internal sealed class ReadPages(BenchSite site) : BenchSpider
{
    public sealed record Entry(string Page, string Title, string Price, string Text) : Item;

    public override IEnumerable<string> StartUrls => [site.Front];

    protected override async IAsyncEnumerable<Output> TakeAsync(Response response)
    {
        foreach (var entry in response.Css("article.entry"))
        {
            yield return new Entry(
                response.Url,
                entry.Css("h2 a::text").Get()!,
                entry.Css("p.price::text").Get()!,
                entry.Css("p.text::text").Get()!);
        }

        foreach (var request in response.FollowAll(response.Links()))
        {
            yield return request;
        }
    }
}
