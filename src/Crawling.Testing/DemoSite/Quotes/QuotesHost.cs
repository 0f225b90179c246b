using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using static Crawling.Testing.Demo.Markup;

namespace Crawling.Testing.Demo;

/// <summary>quotes.toscrape.com.</summary>
internal sealed class QuotesHost() : DemoHost("quotes.toscrape.com")
{
    private const int PageSize = 10;

    protected override IEnumerable<string> Disallowed => ["/random"];

    protected override IEnumerable<string> SitemapPaths =>
    [
        "/",
        .. Enumerable.Range(2, (QuoteCollection.All.Count / PageSize) - 1).Select(page => $"/page/{page}/"),
        .. QuoteCollection.Authors.Keys.Select(slug => $"/author/{slug}/"),
        .. QuoteCollection.ByTag.Select(quotes => $"/tag/{quotes.Key}/"),
    ];

    protected override IResult? Get(HttpRequest request)
    {
        var pages = new QuotesPages(Session.IsLoggedIn(request));
        return request.Path.Value!.Trim('/').Split('/') switch
        {
            [""] => All(pages, "1"),
            ["page", var page] => All(pages, page),
            ["tag", var tag] => Tagged(pages, tag, "1"),
            ["tag", var tag, "page", var page] => Tagged(pages, tag, page),
            ["author", var slug] when QuoteCollection.Authors.TryGetValue(slug, out var author) => AuthorPage(pages, author, request),
            ["random"] => Page(pages.List("/", Cut([QuoteCollection.All[RandomNumberGenerator.GetInt32(QuoteCollection.All.Count)]], 1))),
            ["login"] => Page(pages.Login(Session.GiveToken(request))),
            ["logout"] => Session.LogOut(request),
            ["scroll"] => Page(pages.Scroll()),
            ["js"] => Script(pages, "1"),
            ["js", "page", var page] => Script(pages, page),
            ["api", "quotes"] => Api(request.Query["page"].FirstOrDefault("1"), request.Query["tag"]),
            ["static", "quotes.js"] => Resource("quotes.js", "text/javascript; charset=utf-8"),
            _ => null,
        };
    }

    protected override async ValueTask<IResult?> PostAsync(HttpRequest request) =>
        request.Path.Value is "/login" ? await Session.LogInAsync(request) : null;

    private static IResult? All(QuotesPages pages, string page) =>
        PageOf.Number(page) is { } number ? Page(pages.List("/", Cut(QuoteCollection.All, number))) : null;

    private static IResult? Tagged(QuotesPages pages, string tag, string page) =>
        QuoteCollection.ByTag.Contains(tag) && PageOf.Number(page) is { } number
            ? Page(pages.List($"/tag/{tag}/", Cut([.. QuoteCollection.ByTag[tag]], number), tag))
            : null;

    private static IResult AuthorPage(QuotesPages pages, Author author, HttpRequest request) =>
        request.Path.Value!.EndsWith('/') ? Page(pages.Author(author)) : Results.Redirect($"/author/{author.Slug}/", permanent: true);

    private static IResult? Script(QuotesPages pages, string page) =>
        PageOf.Number(page) is { } number ? Page(pages.Script("/js/", Cut(QuoteCollection.All, number))) : null;

    private static IResult? Api(string? page, string? tag)
    {
        IReadOnlyList<Quote> quotes = tag is null ? QuoteCollection.All : [.. QuoteCollection.ByTag[tag]];
        return PageOf.Number(page) is { } number ? QuotesJson.Answer(Cut(quotes, number), tag) : null;
    }

    private static PageOf<Quote> Cut(IReadOnlyList<Quote> quotes, int number) => PageOf.Cut(quotes, number, PageSize);
}
