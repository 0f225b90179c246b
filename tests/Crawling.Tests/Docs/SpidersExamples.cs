namespace Crawling.Tests;

/// <summary>The examples of docs/spiders.md and docs/links.md, word for word.</summary>
public static class SpidersExamples
{
    public sealed record Book(string Title) : Item;

    public sealed record Headline(string? Title, string? Picture) : Item;

    public sealed record Price(string Sku, string Amount) : Item;

    public static async IAsyncEnumerable<Output> Follow(Response response)
    {
        await Task.CompletedTask;
        var links = new LinkExtractor { Allow = ["/catalogue/"], Deny = [@"\?sort="], RestrictCss = ["main"] };
        foreach (var link in links.Extract(response))
        {
            yield return new Request(link.Url);
        }
    }

    public static IReadOnlyList<Link> Hidden(Response response)
    {
        var links = new LinkExtractor { ProcessValue = value => value.StartsWith("javascript:go(", StringComparison.Ordinal) ? value.Split('\'')[1] : value };
        return links.Extract(response);
    }

#pragma warning disable CS1998 // The examples await nothing.
    public sealed class BookShop : CrawlSpider
    {
        public override IEnumerable<string> StartUrls => ["https://books.toscrape.com/"];

        protected override IEnumerable<Rule> Rules =>
        [
            new(new LinkExtractor { RestrictCss = [".next"] }),
            new(new LinkExtractor { Allow = ["/catalogue/"], RestrictCss = ["h3"] }, ParseBook),
        ];

        private async IAsyncEnumerable<Output> ParseBook(Response response)
        {
            yield return new Book(response.Css("h1::text").Get()!);
        }
    }

    public sealed class NewBooks : SitemapSpider
    {
        protected override IEnumerable<string> SitemapUrls => ["https://books.toscrape.com/robots.txt"];

        protected override IEnumerable<SitemapRule> SitemapRules => [new("/catalogue/", ParseBook)];

        private async IAsyncEnumerable<Output> ParseBook(Response response)
        {
            yield return new Book(response.Css("h1::text").Get()!);
        }
    }

    public sealed class Headlines : XmlFeedSpider
    {
        public override IEnumerable<string> StartUrls => ["https://news.example/feed.xml"];

        protected override string NodeName => "item";

        protected override async IAsyncEnumerable<Output> ParseNodeAsync(Response response, Selector node)
        {
            yield return new Headline(node.XPath("title/text()").Get(), node.XPath("media:thumbnail/@url").Get());
        }
    }

    public sealed class Prices : CsvFeedSpider
    {
        public override IEnumerable<string> StartUrls => ["https://shop.example/prices.csv"];

        protected override async IAsyncEnumerable<Output> ParseRowAsync(Response response, IReadOnlyDictionary<string, string> row)
        {
            yield return new Price(row["sku"], row["price"]);
        }
    }
#pragma warning restore CS1998
}
