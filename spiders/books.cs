using System.ComponentModel.DataAnnotations;
using Crawling;

namespace Spiders;

/// <summary>Every book of books.toscrape.com: the catalogue page by page, and the page of each book.</summary>
public sealed partial class Books : Spider
{
    public sealed partial record Book(
        [Css("h1::text")] string Title,
        [Css(".price_color::text", Re = @"[\d.]+")] decimal Price,
        [Css(".star-rating::attr(class)", Re = @"\w+$")] Stars Rating,
        [Css(".availability::text", Re = @"\d+")] int Stock,
        [property: Key, XPath("//th[.='UPC']/following-sibling::td/text()")] string Upc,
        [Css(".breadcrumb li:nth-child(3) a::text")] string Category,
        [Css("#product_description + p::text")] string? Description,
        [Css("article.product_page img")] Url Image) : Item;

    public enum Stars
    {
        Zero, One, Two, Three, Four, Five,
    }

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
        yield return response.Extract<Book>();
    }
}
