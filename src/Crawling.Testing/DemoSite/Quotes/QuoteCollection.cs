using System.Text.Json;

namespace Crawling.Testing.Demo;

/// <summary>The hundred quotes of quotes.json, in the order of the site.</summary>
internal static class QuoteCollection
{
    public static IReadOnlyList<Quote> All { get; } = Load();

    public static IReadOnlyDictionary<string, Author> Authors { get; } =
        All.Select(quote => quote.Author).Distinct().ToDictionary(author => author.Slug);

    public static ILookup<string, Quote> ByTag { get; } =
        All.SelectMany(quote => quote.Tags, (quote, tag) => (quote, tag)).ToLookup(pair => pair.tag, pair => pair.quote);

    public static IReadOnlyList<(string Tag, int Count)> TopTags { get; } =
        [.. ByTag.Select(quotes => (Tag: quotes.Key, Count: quotes.Count())).OrderByDescending(tag => tag.Count).Take(10)];

    private static Quote[] Load()
    {
        using var file = typeof(QuoteCollection).Assembly.GetManifestResourceStream("quotes.json")!;
        var entries = JsonSerializer.Deserialize<Entry[]>(file, JsonSerializerOptions.Web)!;

        // Every author's first quote, then every author's second, and so on: no page belongs to one author.
        return
        [
            .. entries
                .Select(entry => (Author: new Author(entry.Name, entry.Slug, entry.Born, entry.Birthplace, entry.Description), entry.Quotes))
                .SelectMany(entry => entry.Quotes.Select((saying, round) =>
                    (Round: round, Quote: new Quote($"“{saying.Text}”", entry.Author, saying.Tags))))
                .OrderBy(turn => turn.Round)
                .Select(turn => turn.Quote),
        ];
    }

    private sealed record Entry(string Name, string Slug, string Born, string Birthplace, string Description, Saying[] Quotes);

    private sealed record Saying(string Text, string[] Tags);
}
