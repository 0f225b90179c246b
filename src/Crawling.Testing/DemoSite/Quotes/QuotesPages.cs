using Microsoft.AspNetCore.Html;
using static Crawling.Testing.Demo.Markup;

namespace Crawling.Testing.Demo;

/// <summary>The pages of quotes.toscrape.com, with the live site's elements and classes.</summary>
internal sealed class QuotesPages(bool loggedIn)
{
    private IHtmlContent LoginLink => loggedIn ? Html($"""<a href="/logout">Logout</a>""") : Html($"""<a href="/login">Login</a>""");

    public IHtmlContent List(string folder, PageOf<Quote> page, string? tag = null) => Layout(Html($"""
        {(tag is null ? null : Html($"""<h3>Viewing tag: <a href="/tag/{tag}/page/1/">{tag}</a></h3>"""))}
        <div class="row">
            <div class="col-md-8">
        {(page.Items.Count > 0 ? Each(page.Items, QuoteBox) : Html($"No quotes found!"))}
        {Pager(folder, page)}
            </div>
            <div class="col-md-4 tags-box">
                <h2>Top Ten tags</h2>
        {Each(QuoteCollection.TopTags, TopTag)}
            </div>
        </div>
        """));

    public IHtmlContent Author(Author author) => Layout(Html($"""
        <div class="author-details">
            <h3 class="author-title">{author.Name}</h3>
            <p>
                <strong>Born:</strong> <span class="author-born-date">{author.Born}</span>
                <span class="author-born-location">{author.Birthplace}</span>
            </p>
            <p><strong>Description:</strong></p>
            <div class="author-description">
                {author.Description}
            </div>
        </div>
        """));

    public IHtmlContent Login(string token, string? error = null) => Layout(Html($"""
        {(error is null ? null : Html($"""<p class="error">{error}</p>"""))}
        <form action="/login" method="post" accept-charset="utf-8">
            <input type="hidden" name="csrf_token" value="{token}">
            <div class="form-group">
                <label for="username">Username</label>
                <input type="text" class="form-control" id="username" name="username">
            </div>
            <div class="form-group">
                <label for="password">Password</label>
                <input type="password" class="form-control" id="password" name="password">
            </div>
            <input type="submit" value="Login" class="btn btn-primary">
        </form>
        """));

    /// <summary>A page that has no quotes until its script fetches them.</summary>
    public IHtmlContent Scroll() => Layout(Html($"""
        <div class="quotes"></div>
        <script src="/static/quotes.js"></script>
        """));

    /// <summary>A page whose quotes are data of its script.</summary>
    public IHtmlContent Script(string folder, PageOf<Quote> page) => Layout(Html($"""
        <div class="quotes"></div>
        <script>
            var data = {new HtmlString(QuotesJson.Array(page.Items))};
        </script>
        <script src="/static/quotes.js"></script>
        {Pager(folder, page)}
        """));

    private IHtmlContent Layout(IHtmlContent content) => Html($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
            <meta charset="UTF-8">
            <title>Quotes to Scrape</title>
            <link rel="stylesheet" href="/static/main.css">
        </head>
        <body class="quotes-site">
            <div class="container">
                <div class="row header-box">
                    <div class="col-md-8"><h1><a href="/" style="text-decoration: none">Quotes to Scrape</a></h1></div>
                    <div class="col-md-4"><p>{LoginLink}</p></div>
                </div>
        {content}
            </div>
            <footer class="footer">
                <div class="container"><p class="text-muted">A demo site on this machine. Quotes and authors are invented.</p></div>
            </footer>
        </body>
        </html>
        """);

    private IHtmlContent QuoteBox(Quote quote) => Html($"""
            <div class="quote" itemscope itemtype="http://schema.org/CreativeWork">
                <span class="text" itemprop="text">{quote.Text}</span>
                <span>by <small class="author" itemprop="author">{quote.Author.Name}</small>
                <a href="/author/{quote.Author.Slug}">(about)</a>
                {(loggedIn ? Html($"""<a href="http://goodreads.com/author/show/{quote.Author.Slug}">(Goodreads page)</a>""") : null)}
                </span>
                <div class="tags">
                    Tags:
                    <meta class="keywords" itemprop="keywords" content="{string.Join(',', quote.Tags)}">
                    {Each(quote.Tags, tag => Html($"""<a class="tag" href="/tag/{tag}/page/1/">{tag}</a> """))}
                </div>
            </div>

        """);

    private static IHtmlContent TopTag((string Tag, int Count) top) => Html($"""
                <span class="tag-item"><a class="tag" style="font-size: {8 + top.Count}px" href="/tag/{top.Tag}/">{top.Tag}</a></span>

        """);

    private static IHtmlContent Pager(string folder, PageOf<Quote> page) => Html($"""
            <nav>
                <ul class="pager">
                    {PagerLink("previous", folder, page.Previous, Html($"""<span aria-hidden="true">&larr;</span> Previous"""))}
                    {PagerLink("next", folder, page.Next, Html($"""Next <span aria-hidden="true">&rarr;</span>"""))}
                </ul>
            </nav>
        """);

    private static IHtmlContent? PagerLink(string name, string folder, int? page, IHtmlContent label) =>
        page is { } number ? Html($"""<li class="{name}"><a href="{folder}page/{number}/">{label}</a></li>""") : null;
}
