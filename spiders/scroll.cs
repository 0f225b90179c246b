using Crawling;

namespace Spiders;

/// <summary>Every quote of the endless page quotes.toscrape.com/scroll, from the JSON that its script fetches as the visitor scrolls.</summary>
public sealed class Scroll : Spider
{
    public sealed record Quote(string Text, string Author, string[] Tags) : Item;

    private sealed record Answer(int Page, bool Has_Next, Saying[] Quotes);

    private sealed record Saying(string Text, Author Author, string[] Tags);

    private sealed record Author(string Name);

    public override IEnumerable<string> StartUrls => ["https://quotes.toscrape.com/api/quotes?page=1"];

    public override async IAsyncEnumerable<Output> ParseAsync(Response response)
    {
        var answer = response.Json<Answer>()!;
        foreach (var quote in answer.Quotes)
        {
            yield return new Quote(quote.Text, quote.Author.Name, quote.Tags);
        }

        if (answer.Has_Next)
        {
            yield return response.Follow($"?page={answer.Page + 1}");
        }
    }
}
