using System.Globalization;
using Crawling;

namespace Spiders;

/// <summary>Every book of books.toscrape.com that its sitemaps list, or with <c>-a modified-since=2030-01-31</c> those that were changed.</summary>
[Spider("sitemap")]
public sealed class BookSitemap : SitemapSpider
{
    public sealed record Book(string Title, decimal Price, string Upc) : Item;

    protected override IEnumerable<string> SitemapUrls => ["https://books.toscrape.com/robots.txt"];

    protected override IEnumerable<SitemapRule> SitemapRules => [new("/catalogue/(?!category/)", ParseBookAsync)];

    private async IAsyncEnumerable<Output> ParseBookAsync(Response response)
    {
        yield return new Book(
            Title: response.Css("h1::text").Get()!,
            Price: decimal.Parse(response.Css(".price_color::text").ReFirst(@"[\d.]+")!, CultureInfo.InvariantCulture),
            Upc: response.XPath("//th[.='UPC']/following-sibling::td/text()").Get()!);
    }
}
