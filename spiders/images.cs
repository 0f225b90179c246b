using Crawling;

namespace Spiders;

/// <summary>The covers of the books of books.toscrape.com, or of the shelf at <c>-a start=URL</c>, into the folder <c>covers</c> or another:
/// <c>--set images:directory=DIR</c>.</summary>
public sealed class Images : Spider
{
    public sealed record Cover(string Title, string[] ImageUrls) : Item
    {
        public StoredFile[] Images { get; init; } = [];
    }

    public string Start { get; set; } = "https://books.toscrape.com/";

    public override IEnumerable<string> StartUrls => [Start];

    public override async IAsyncEnumerable<Output> ParseAsync(Response response)
    {
        foreach (var book in response.Css("article.product_pod"))
        {
            yield return new Cover(book.Css("h3 a::attr(title)").Get()!, [.. book.Css("img::attr(src)").GetAll()]);
        }

        foreach (var next in response.FollowAll(response.Css("li.next a")))
        {
            yield return next;
        }
    }

    protected override void Configure(CrawlerOptions options) => options.Images.Directory = "covers";
}
