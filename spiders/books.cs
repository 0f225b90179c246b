using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Crawling;

namespace Spiders;

/// <summary>Every book of books.toscrape.com: the catalogue page by page, and the page of each book.</summary>
public sealed class Books : Spider
{
    public sealed record Book(
        string Title, decimal Price, int Rating, int Stock, [property: Key] string Upc, string Category, string? Description, string Image) : Item;

    private static readonly string[] Ratings = ["Zero", "One", "Two", "Three", "Four", "Five"];

    public override IEnumerable<string> StartUrls => ["https://books.toscrape.com/"];

    public override async IAsyncEnumerable<Output> ParseAsync(Response response)
    {
        foreach (var book in response.FollowAll(response.Css("article.product_pod h3 a"), ParseBookAsync))
        {
            yield return book;
        }

        foreach (var next in response.FollowAll(response.Css("li.next a")))
        {
            yield return next;
        }
    }

    private async IAsyncEnumerable<Output> ParseBookAsync(Response response)
    {
        var book = response.Css("article.product_page");
        yield return new Book(
            Title: book.Css("h1::text").Get()!,
            Price: decimal.Parse(book.Css(".price_color::text").ReFirst(@"[\d.]+")!, CultureInfo.InvariantCulture),
            Rating: Array.IndexOf(Ratings, book.Css(".star-rating::attr(class)").ReFirst(@"\w+$")),
            Stock: int.Parse(book.Css(".availability::text").ReFirst(@"\d+")!, CultureInfo.InvariantCulture),
            Upc: book.XPath(".//th[.='UPC']/following-sibling::td/text()").Get()!,
            Category: response.Css(".breadcrumb li:nth-child(3) a::text").Get()!,
            Description: book.Css("#product_description + p::text").Get(),
            Image: response.UrlJoin(book.Css("img::attr(src)").Get()!));
    }
}
