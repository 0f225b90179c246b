using Microsoft.AspNetCore.Html;
using static Crawling.Testing.Demo.Markup;

namespace Crawling.Testing.Demo;

/// <summary>The pages of books.toscrape.com, with the live site's elements and classes and, like it, relative links only.</summary>
internal sealed class BooksPages(string path)
{
    private const int ShortTitle = 22;

    private static readonly Uri Root = new("http://books.toscrape.com");

    private static readonly IHtmlContent Warning = Html($"""
        <div class="alert alert-warning" role="alert">
            <strong>Warning!</strong> This is a demo website on this machine. Prices and ratings are made up.
        </div>
        """);

    public IHtmlContent List(Shelf shelf, PageOf<Book> page) => Layout(shelf.Name, shelf, Html($"""
        <div class="page-header action"><h1>{shelf.Name}</h1></div>
        <form method="get" class="form-horizontal">
            <strong>{page.Total}</strong> results{(page.Last > 1 ? Range(page) : Html($"."))}
        </form>
        <section>
            {Warning}
            <ol class="row">
        {Each(page.Items, Pod)}
            </ol>
        {(page.Last > 1 ? Pager(shelf, page) : null)}
        </section>
        """));

    public IHtmlContent Details(Book book) => Layout(book.Title, null, Html($"""
        <article class="product_page">
            <div class="row">
                <div class="col-sm-6">
                    <div id="product_gallery" class="carousel"><div class="thumbnail"><div class="carousel-inner"><div class="item active">
                        <img src="{To(book.CoverPath)}" alt="{book.Title}">
                    </div></div></div></div>
                </div>
                <div class="col-sm-6 product_main">
                    <h1>{book.Title}</h1>
                    <p class="price_color">£{book.Price:0.00}</p>
                    <p class="instock availability">
                        <i class="icon-ok"></i>
                        In stock ({book.Stock} available)
                    </p>
                    {Stars(book)}
                    <hr>
                    {Warning}
                </div>
            </div>
            {(book.Description is null ? null : Html($"""
            <div id="product_description" class="sub-header">
                <h2>Product Description</h2>
            </div>
            <p>{book.Description}</p>
            """))}
            <div class="sub-header">
                <h2>Product Information</h2>
            </div>
            <table class="table table-striped">
                <tr><th>UPC</th><td>{book.Upc}</td></tr>
                <tr><th>Product Type</th><td>Books</td></tr>
                <tr><th>Price (excl. tax)</th><td>£{book.Price:0.00}</td></tr>
                <tr><th>Price (incl. tax)</th><td>£{book.Price:0.00}</td></tr>
                <tr><th>Tax</th><td>£0.00</td></tr>
                <tr><th>Availability</th><td>In stock ({book.Stock} available)</td></tr>
                <tr><th>Number of reviews</th><td>0</td></tr>
            </table>
        </article>
        """), book.Category);

    private IHtmlContent Layout(string title, Shelf? shelf, IHtmlContent content, Category? category = null) => Html($"""
        <!DOCTYPE html>
        <html lang="en-us">
        <head>
            <title>
            {title} | Books to Scrape - Sandbox
        </title>
            <meta http-equiv="content-type" content="text/html; charset=UTF-8">
            <link rel="stylesheet" type="text/css" href="{To("/static/main.css")}">
        </head>
        <body id="default" class="default books-site">
            <header class="header container-fluid">
                <div class="page_inner"><div class="row"><div class="col-sm-8 h1">
                    <a href="{To("/index.html")}">Books to Scrape</a><small> We love being scraped!</small>
                </div></div></div>
            </header>
            <div class="container-fluid page">
                <div class="page_inner">
                    <ul class="breadcrumb">
                        <li><a href="{To("/index.html")}">Home</a></li>
                        {(category is null ? null : Html($"""
                        <li><a href="{To(Shelf.AllBooks.Index)}">Books</a></li>
                        <li><a href="{To(Shelf.Of(category).Index)}">{category.Name}</a></li>
                        """))}
                        <li class="active">{title}</li>
                    </ul>
                    <div class="row">
        {(shelf is null ? null : Sidebar(shelf))}
                        <div class="{(shelf is null ? "content" : "col-sm-8 col-md-9")}">
        {content}
                        </div>
                    </div>
                </div>
            </div>
        </body>
        </html>
        """);

    private IHtmlContent Sidebar(Shelf open) => Html($"""
        <aside class="sidebar col-sm-4 col-md-3">
            <div class="side_categories">
                <ul class="nav nav-list">
                    <li>
                        <a href="{To(Shelf.AllBooks.Index)}">Books</a>
                        <ul>
        {Each(BookCollection.Categories.Select(Shelf.Of), shelf => Html($"""
                            <li><a href="{To(shelf.Index)}"{(shelf == open ? Html($" class=\"active\"") : null)}>{shelf.Name}</a></li>

        """))}
                        </ul>
                    </li>
                </ul>
            </div>
        </aside>
        """);

    private IHtmlContent Pod(Book book) => Html($"""
                <li class="col-xs-6 col-sm-4 col-md-3 col-lg-3">
                    <article class="product_pod">
                        <div class="image_container">
                            <a href="{To(book.Path)}"><img src="{To(book.CoverPath)}" alt="{book.Title}" class="thumbnail"></a>
                        </div>
                        {Stars(book)}
                        <h3><a href="{To(book.Path)}" title="{book.Title}">{Shorten(book.Title)}</a></h3>
                        <div class="product_price">
                            <p class="price_color">£{book.Price:0.00}</p>
                            <p class="instock availability">
                                <i class="icon-ok"></i>
                                In stock
                            </p>
                            <form>
                                <button type="submit" class="btn btn-primary btn-block" data-loading-text="Adding...">Add to basket</button>
                            </form>
                        </div>
                    </article>
                </li>

        """);

    private IHtmlContent Pager(Shelf shelf, PageOf<Book> page) => Html($"""
            <div>
                <ul class="pager">
                    {PagerLink("previous", shelf, page.Previous)}
                    <li class="current">
                        Page {page.Number} of {page.Last}
                    </li>
                    {PagerLink("next", shelf, page.Next)}
                </ul>
            </div>
        """);

    private IHtmlContent? PagerLink(string name, Shelf shelf, int? page) =>
        page is { } number ? Html($"""<li class="{name}"><a href="{To(shelf.PathOf(number))}">{name}</a></li>""") : null;

    private static IHtmlContent Range(PageOf<Book> page)
    {
        var before = (page.Number - 1) * Shelf.PageSize;
        return Html($" - showing <strong>{before + 1}</strong> to <strong>{before + page.Items.Count}</strong>.");
    }

    private static IHtmlContent Stars(Book book) => Html(
        $"""<p class="star-rating {book.Rating}">{Each(Enumerable.Range(1, 5), _ => Html($"""<i class="icon-star"></i> """))}</p>""");

    private static string Shorten(string title) =>
        title.Length <= ShortTitle ? title : title[..(title.LastIndexOf(' ', ShortTitle) + 1)] + "...";

    /// <summary>The link from this page to a path: relative, and never empty.</summary>
    private string To(string target)
    {
        var link = new Uri(Root, path).MakeRelativeUri(new Uri(Root, target)).ToString();
        return link.Length > 0 ? link : target[(target.LastIndexOf('/') + 1)..];
    }
}
