using System.Text;

namespace Crawling.Testing.Demo;

/// <summary>The thousand books, made up by chance that falls the same way every time.</summary>
internal static class BookCollection
{
    private const int Size = 1000;
    private static readonly string[] Ratings = ["One", "Two", "Three", "Four", "Five"];

    // The live shop numbers its categories from 2, for all books together are number 1.
    public static IReadOnlyList<Category> Categories { get; } =
        [.. Phrases.All("category").Select((name, index) => new Category(index + 2, name))];

    public static IReadOnlyList<Book> All { get; } = [.. Make()];

    public static IReadOnlyDictionary<string, Book> ByPath { get; } = All.ToDictionary(book => book.Path);

    public static IReadOnlyDictionary<string, Book> ByCoverPath { get; } = All.ToDictionary(book => book.CoverPath);

    private static IEnumerable<Book> Make()
    {
        var titles = new HashSet<string>();
        for (var id = Size; id > 0; id--)
        {
            var draw = new Draw((ulong)id);
            var title = NewTitle(draw, titles);
            yield return new Book(
                id,
                title,
                SlugOf(title),
                CategoryOf(id, draw),
                Price: 10 + (draw.Below(5000) / 100m),
                Rating: draw.From(Ratings),
                Stock: 1 + draw.Below(22),
                Upc: draw.Hex(),
                Description: id % 300 == 0 ? null : Phrases.Make("description", draw),
                CoverKey: draw.Hex() + draw.Hex());
        }
    }

    private static string NewTitle(Draw draw, HashSet<string> taken)
    {
        string title;
        do
        {
            title = Phrases.Make("title", draw);
        }
        while (!taken.Add(title));

        return title;
    }

    // One book for each, then the more the earlier: some categories take many pages, some just one.
    private static Category CategoryOf(int id, Draw draw) =>
        Categories[id <= Categories.Count ? id - 1 : Math.Min(draw.Below(Categories.Count), draw.Below(Categories.Count))];

    private static string SlugOf(string title)
    {
        var slug = new StringBuilder(title.Length);
        foreach (var letter in title.ToLowerInvariant().Replace("’", "").Replace('é', 'e'))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(letter);
            }
            else if (slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().TrimEnd('-');
    }
}
