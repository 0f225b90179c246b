using Crawling;

namespace Spiders;

/// <summary>Every quote of quotes.toscrape.com, or with <c>-a tag=love</c> those of one tag.</summary>
public sealed class Quotes : Spider
{
    public sealed record Quote(string Text, string Author, string[] Tags) : Item;

    public string? Tag { get; set; }

    public override IEnumerable<string> StartUrls =>
        [Tag is null ? "https://quotes.toscrape.com/" : $"https://quotes.toscrape.com/tag/{Tag}/"];

    public override async IAsyncEnumerable<Output> ParseAsync(Response response)
    {
        foreach (var quote in response.Css("div.quote"))
        {
            yield return new Quote(
                quote.Css("span.text::text").Get()!,
                quote.Css("small.author::text").Get()!,
                [.. quote.Css("a.tag::text").GetAll()]);
        }

        foreach (var next in response.FollowAll(response.Css("li.next a")))
        {
            yield return next;
        }
    }
}
