using Crawling;

namespace Spiders;

/// <summary>Takes items from pages, and goes on to the next page.</summary>
public sealed partial class NewSpider : Spider
{
    public sealed partial record Page([Css("title::text")] string? Title, [Css("h1::text")] string? Heading) : Item
    {
        public string Url { get; init; } = "";
    }

    public override IEnumerable<string> StartUrls => ["https://example.com/"];

    public override IReadOnlyCollection<string> AllowedDomains => ["example.com"];

    public override async IAsyncEnumerable<Output> ParseAsync(Response response)
    {
        yield return response.Extract<Page>() with { Url = response.Url };

        foreach (var next in response.FollowAll(response.Css("a[rel=next], li.next a")))
        {
            yield return next;
        }
    }
}
