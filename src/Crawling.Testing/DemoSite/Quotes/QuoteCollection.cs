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
                .SelectMany(entry => entry.ToQuotes().Select((quote, round) => (round, quote)))
                .OrderBy(turn => turn.round)
                .Select(turn => turn.quote),
        ];
    }

    private sealed record Entry(string Name, string Slug, string Born, string Birthplace, string Description, Saying[] Quotes)
    {
        public IEnumerable<Quote> ToQuotes()
        {
            var author = new Author(Name, Slug, Born, Birthplace, Description);
            return Quotes.Select(saying => new Quote($"“{saying.Text}”", author, saying.Tags));
        }
    }

    private sealed record Saying(string Text, string[] Tags);
}
