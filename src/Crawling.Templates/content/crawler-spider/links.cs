using Crawling;

namespace Spiders;

/// <summary>Follows the links of a site by rules.</summary>
public sealed partial class NewSpider : CrawlSpider
{
    public sealed partial record Page([Css("title::text")] string? Title, [Css("h1::text")] string? Heading) : Item
    {
        public string Url { get; init; } = "";
    }

    public override IEnumerable<string> StartUrls => ["https://example.com/"];

    public override IReadOnlyCollection<string> AllowedDomains => ["example.com"];

    // Every page of the site; fewer by Allow = ["/catalogue/"], RestrictCss = [".next"] and their like.
    protected override IEnumerable<Rule> Rules => [new(new LinkExtractor(), ParsePageAsync) { Follow = true }];

    private async IAsyncEnumerable<Output> ParsePageAsync(Response response)
    {
        yield return response.Extract<Page>() with { Url = response.Url };
    }
}
