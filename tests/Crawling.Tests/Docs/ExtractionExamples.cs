namespace Crawling.Tests;

/// <summary>The examples of docs/extraction.md.</summary>
internal static partial class ExtractionExamples
{
    public sealed partial class Quotes : Spider
    {
        public sealed partial record Quote(
            [Css("span.text::text")] string Text,
            [Css("small.author::text")] string Author,
            [Css("a.tag::text")] string[] Tags,
            [Css("small.author ~ a")] Url? About) : Item;

        public override async IAsyncEnumerable<Output> ParseAsync(Response response)
        {
            foreach (var quote in response.Extract<Quote>("div.quote"))
            {
                yield return quote;
            }
        }
    }

    public sealed partial record Book(
        [Css("h1::text")] string Title,
        [Css(".price::text", Re = @"[\d.,]+")] decimal Price,
        [XPath("//th[.='Pages']/following-sibling::td/text()")] int? Pages,
        [Css(".language::text")] string Language = "English") : Item
    {
        [Css(".review")]
        public IReadOnlyList<Review> Reviews { get; init; } = [];

        public Url? Source { get; init; }
    }

    public sealed partial record Review([Css(".by::text")] string By, [Css("time::attr(datetime)")] DateTimeOffset At);
}
