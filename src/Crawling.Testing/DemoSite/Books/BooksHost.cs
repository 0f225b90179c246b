using Microsoft.AspNetCore.Http;
using static Crawling.Testing.Demo.Markup;

namespace Crawling.Testing.Demo;

/// <summary>books.toscrape.com.</summary>
internal sealed class BooksHost() : DemoHost("books.toscrape.com")
{
    protected override IEnumerable<string> Disallowed => [];

    protected override IEnumerable<string> SitemapPaths =>
    [
        "/",
        .. BookCollection.Categories.Select(category => Shelf.Of(category).Index),
        .. BookCollection.All.Select(book => book.Path),
    ];

    protected override IResult? Get(HttpRequest request)
    {
        var path = request.Path.Value!;
        if (path is "/" or "/index.html")
        {
            return List(path, Shelf.Catalogue, 1);
        }

        if (BookCollection.ByPath.TryGetValue(path, out var book))
        {
            return Page(new BooksPages(path).Details(book));
        }

        if (BookCollection.ByCoverPath.TryGetValue(path, out var pictured))
        {
            return Results.Bytes(Cover.Draw(pictured), "image/jpeg");
        }

        var file = path.LastIndexOf('/') + 1;
        return Shelf.In(path[..file]) is { } shelf && PageNumber(path[file..]) is { } page ? List(path, shelf, page) : null;
    }

    private static IResult? List(string path, Shelf shelf, int number)
    {
        var page = PageOf.Cut(shelf.Books, number, Shelf.PageSize);
        return page.Items.Count > 0 ? Page(new BooksPages(path).List(shelf, page)) : null;
    }

    private static int? PageNumber(string file) => file switch
    {
        "index.html" => 1,
        ['p', 'a', 'g', 'e', '-', .. var number, '.', 'h', 't', 'm', 'l'] => PageOf.Number(number),
        _ => null,
    };
}
