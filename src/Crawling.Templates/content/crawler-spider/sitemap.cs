using Crawling;

namespace Spiders;

/// <summary>Takes the pages that a site lists in its sitemaps.</summary>
public sealed partial class NewSpider : SitemapSpider
{
    public sealed partial record Page([Css("title::text")] string? Title, [Css("h1::text")] string? Heading) : Item
    {
        public string Url { get; init; } = "";
    }

    // The sitemaps that robots.txt names; a sitemap itself will do as well.
    protected override IEnumerable<string> SitemapUrls => [Url.Parse("/robots.txt", "https://example.com/")];

    // Every page; only some by a pattern of their URLs, as "/catalogue/".
    protected override IEnumerable<SitemapRule> SitemapRules => [new("", ParsePageAsync)];

    private async IAsyncEnumerable<Output> ParsePageAsync(Response response)
    {
        yield return response.Extract<Page>() with { Url = response.Url };
    }
}
