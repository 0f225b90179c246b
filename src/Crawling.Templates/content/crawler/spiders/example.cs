using Crawling;

namespace Spiders;

/// <summary>Every quote of quotes.toscrape.com, or with <c>-a tag=love</c> those of one tag.</summary>
public sealed partial class Example : Spider
{
    public sealed partial record Quote(
        [Css("span.text::text")] string Text,
        [Css("small.author::text")] string Author,
        [Css("a.tag::text")] string[] Tags) : Item;

    public string? Tag { get; set; }

    public override IEnumerable<string> StartUrls =>
        [Tag is null ? "https://quotes.toscrape.com/" : $"https://quotes.toscrape.com/tag/{Tag}/"];

    public override async IAsyncEnumerable<Output> ParseAsync(Response response)
    {
        foreach (var quote in response.Extract<Quote>("div.quote"))
        {
            yield return quote;
        }

        foreach (var next in response.FollowAll(response.Css("li.next a")))
        {
            yield return next;
        }
    }
}
