using Crawling;

namespace Spiders;

/// <summary>Takes the entries of a JSON API, page by page.</summary>
public sealed class NewSpider : Spider
{
    public sealed record Entry(string? Title, string? Url) : Item;

    // What it answers: { "items": [{ "title": "…", "url": "…" }], "next": "/api?page=2" }. Fields that are named otherwise: [JsonPropertyName("…")].
    private sealed record Answer(Entry[]? Items, string? Next);

    public override IEnumerable<string> StartUrls => ["https://example.com/"];

    public override async IAsyncEnumerable<Output> ParseAsync(Response response)
    {
        var answer = response.Json<Answer>();
        foreach (var entry in answer?.Items ?? [])
        {
            yield return entry;
        }

        if (answer?.Next is { } next)
        {
            yield return response.Follow(next);
        }
    }
}
