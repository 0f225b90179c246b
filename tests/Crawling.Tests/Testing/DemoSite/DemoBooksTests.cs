using System.Globalization;
using System.Net;

namespace Crawling.Tests;

public sealed class DemoBooksTests(DemoSiteFixture demo) : IClassFixture<DemoSiteFixture>
{
    private const string Home = "http://books.toscrape.com/";

    [Fact]
    public async Task A_thousand_books_stand_on_fifty_pages()
    {
        var pages = await demo.Browser.OpenAllAsync(Home);

        Assert.Equal(50, pages.Count);
        Assert.Equal(
            Enumerable.Range(1, 50).Select(number => $"Page {number} of 50"),
            pages.Select(page => page.QuerySelector("li.current")!.TextContent.Trim()));
        Assert.All(pages, page => Assert.Equal(20, page.QuerySelectorAll("article.product_pod").Length));
        var links = pages.SelectMany(page => page.QuerySelectorAll("h3 > a")).ToList();
        Assert.Equal(1000, links.Select(link => link.GetAttribute("title")).Distinct().Count());
        Assert.Equal(1000, links.Select(DemoBrowser.Target).Distinct().Count());
    }

    [Fact]
    public async Task A_category_lists_its_books_and_all_categories_together_list_every_book()
    {
        var categories = (await demo.Browser.OpenAsync(Home)).QuerySelectorAll("ul.nav-list ul a").Select(DemoBrowser.Target).ToList();
        var books = new List<string>();
        foreach (var category in categories)
        {
            var pages = await demo.Browser.OpenAllAsync(category);
            var listed = pages.SelectMany(page => page.QuerySelectorAll("h3 > a")).Select(DemoBrowser.Target).ToList();
            Assert.Equal(pages[0].QuerySelector("form strong")!.TextContent, listed.Count.ToString(CultureInfo.InvariantCulture));
            books.AddRange(listed);
        }

        Assert.Equal(50, categories.Count);
        Assert.Equal((1000, 1000), (books.Count, books.Distinct().Count()));
    }

    [Fact]
    public async Task The_page_of_a_book_agrees_with_the_catalogue()
    {
        var page = await demo.Browser.OpenAsync(Home + "catalogue/page-7.html");
        foreach (var pod in page.QuerySelectorAll("article.product_pod"))
        {
            var link = pod.QuerySelector("h3 > a")!;
            var details = await demo.Browser.OpenAsync(DemoBrowser.Target(link));
            var table = details.QuerySelectorAll("table tr").ToDictionary(
                row => row.QuerySelector("th")!.TextContent, row => row.QuerySelector("td")!.TextContent);

            Assert.Equal(link.GetAttribute("title"), details.QuerySelector("div.product_main h1")!.TextContent);
            Assert.Matches(@"^£\d\d\.\d\d$", table["Price (incl. tax)"]);
            Assert.Equal(pod.QuerySelector("p.price_color")!.TextContent, table["Price (incl. tax)"]);
            Assert.Equal(pod.QuerySelector("p.star-rating")!.ClassName, details.QuerySelector(".product_main p.star-rating")!.ClassName);
            Assert.Matches("^star-rating (One|Two|Three|Four|Five)$", pod.QuerySelector("p.star-rating")!.ClassName!);
            Assert.Equal("In stock", pod.QuerySelector("p.instock.availability")!.TextContent.Trim());
            Assert.Matches(@"^In stock \([1-9]\d* available\)$", table["Availability"]);
            Assert.Matches("^[0-9a-f]{16}$", table["UPC"]);
            Assert.Equal("0", table["Number of reviews"]);
            Assert.Equal(4, details.QuerySelectorAll("ul.breadcrumb > li").Length);
            Assert.Equal(
                DemoBrowser.Target(pod.QuerySelector(".image_container img.thumbnail")!),
                DemoBrowser.Target(details.QuerySelector("#product_gallery img")!));
        }
    }

    [Fact]
    public async Task Most_books_have_a_description_and_a_few_have_none()
    {
        var described = await demo.Browser.OpenAsync(Home + await PathOfAsync(1000));
        var bare = await demo.Browser.OpenAsync(Home + await PathOfAsync(900));

        Assert.NotEmpty(described.QuerySelector("#product_description ~ p")!.TextContent);
        Assert.Null(bare.QuerySelector("#product_description"));
    }

    [Fact]
    public async Task A_cover_is_a_jpeg()
    {
        var page = await demo.Browser.OpenAsync(Home);
        var covers = page.QuerySelectorAll("img.thumbnail").Select(DemoBrowser.Target).Distinct().ToList();

        Assert.Equal(20, covers.Count);
        foreach (var cover in covers)
        {
            using var answer = await demo.Browser.Client.GetAsync(cover);
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            Assert.Equal("image/jpeg", answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal([0xFF, 0xD8, 0xFF, 0xE0], bytes[..4]);
            Assert.Equal([0xFF, 0xD9], bytes[^2..]);
        }
    }

    [Theory]
    [InlineData("catalogue/page-0.html")]
    [InlineData("catalogue/page-51.html")]
    [InlineData("catalogue/page-1.htm")]
    [InlineData("catalogue/no-such-book_1/index.html")]
    [InlineData("catalogue/category/books/travel_3/index.html")]
    [InlineData("media/cache/00/00/00000000000000000000000000000000.jpg")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        using var answer = await demo.Browser.Client.GetAsync(Home + path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<string> PathOfAsync(int id)
    {
        var page = await demo.Browser.OpenAsync($"{Home}catalogue/page-{1 + ((1000 - id) / 20)}.html");
        return "catalogue/" + page.QuerySelector($"h3 > a[href*='_{id}/']")!.GetAttribute("href");
    }
}
