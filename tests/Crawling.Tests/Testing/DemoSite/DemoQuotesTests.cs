using System.Net;
using System.Text.Json;
using AngleSharp.Dom;

namespace Crawling.Tests;

public sealed class DemoQuotesTests(DemoSiteFixture demo) : IClassFixture<DemoSiteFixture>
{
    private const string Home = "http://quotes.toscrape.com/";

    [Fact]
    public async Task A_hundred_quotes_stand_on_ten_pages()
    {
        var pages = await demo.Browser.OpenAllAsync(Home);

        Assert.Equal(10, pages.Count);
        Assert.All(pages, page => Assert.Equal(10, page.QuerySelectorAll("div.quote").Length));
        Assert.Equal(100, pages.SelectMany(page => Texts(page, "div.quote > span.text")).Distinct().Count());
    }

    [Fact]
    public async Task A_quote_has_the_elements_that_the_live_site_has()
    {
        var page = await demo.Browser.OpenAsync(Home);

        Assert.All(page.QuerySelectorAll("div.quote"), quote =>
        {
            Assert.Matches("^“.+”$", quote.QuerySelector("span.text")!.TextContent);
            Assert.NotEmpty(quote.QuerySelector("small.author")!.TextContent);
            Assert.Matches("^/author/[A-Za-z-]+$", quote.QuerySelector("small.author + a")!.GetAttribute("href")!);
            Assert.NotEmpty(quote.QuerySelectorAll("div.tags > a.tag"));
        });
        Assert.Equal(10, page.QuerySelectorAll(".tags-box .tag-item a.tag").Length);
    }

    [Fact]
    public async Task A_tag_lists_its_quotes_page_by_page()
    {
        var all = await demo.Browser.OpenAllAsync(Home);
        var expected = all.SelectMany(page => page.QuerySelectorAll("div.quote"))
            .Where(quote => quote.QuerySelectorAll("a.tag").Any(tag => tag.TextContent == "love"))
            .Select(quote => quote.QuerySelector(".text")!.TextContent);

        var pages = await demo.Browser.OpenAllAsync(Home + "tag/love/");

        Assert.Equal(2, pages.Count);
        Assert.Equal(expected, pages.SelectMany(page => Texts(page, ".quote .text")));
    }

    [Fact]
    public async Task An_author_has_a_page_with_birth_and_description()
    {
        var page = await demo.Browser.OpenAsync(Home + "author/Zofia-Sniegowska");

        Assert.Equal("Zofia Śniegowska", page.QuerySelector("h3.author-title")!.TextContent);
        Assert.Equal("September 18, 1905", page.QuerySelector(".author-born-date")!.TextContent);
        Assert.Equal("in Biała Woda, Poland", page.QuerySelector(".author-born-location")!.TextContent);
        Assert.NotEmpty(page.QuerySelector(".author-description")!.TextContent.Trim());
    }

    [Fact]
    public async Task Past_the_last_page_there_are_no_quotes()
    {
        var page = await demo.Browser.OpenAsync(Home + "page/11/");

        Assert.Contains("No quotes found!", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("div.quote, li.next"));
    }

    [Fact]
    public async Task The_api_gives_the_quotes_of_the_pages()
    {
        for (var number = 1; number <= 10; number++)
        {
            var page = await demo.Browser.OpenAsync($"{Home}page/{number}/");
            using var answer = JsonDocument.Parse(await demo.Browser.Client.GetStringAsync($"{Home}api/quotes?page={number}"));
            var json = answer.RootElement;
            var quotes = json.GetProperty("quotes").EnumerateArray().ToList();

            Assert.Equal(Texts(page, ".quote .text"), quotes.Select(quote => quote.GetProperty("text").GetString()));
            Assert.Equal(
                Texts(page, ".quote .author"),
                quotes.Select(quote => quote.GetProperty("author").GetProperty("name").GetString()));
            Assert.Equal(
                Texts(page, ".quote a.tag"),
                quotes.SelectMany(quote => quote.GetProperty("tags").EnumerateArray()).Select(tag => tag.GetString()));
            Assert.Equal(Texts(page, ".tag-item a"), json.GetProperty("top_ten_tags").EnumerateArray().Select(tag => tag[0].GetString()));
            Assert.Equal((number, number < 10), (json.GetProperty("page").GetInt32(), json.GetProperty("has_next").GetBoolean()));
        }
    }

    [Fact]
    public async Task The_script_page_holds_its_quotes_as_data()
    {
        var script = (await demo.Browser.OpenAsync(Home + "js/page/2/")).QuerySelector("script:not([src])")!.TextContent;
        var data = JsonDocument.Parse(script[script.IndexOf('[')..(script.LastIndexOf(']') + 1)]).RootElement;

        var page = await demo.Browser.OpenAsync(Home + "page/2/");
        Assert.Equal(Texts(page, ".quote .text"), data.EnumerateArray().Select(quote => quote.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task The_login_form_takes_its_token_and_gives_a_session()
    {
        using var browser = new DemoBrowser(demo.Site);

        var answer = await LogInAsync(browser, await TokenAsync(browser), "someone", "secret");

        Assert.Equal(Home, answer.RequestMessage!.RequestUri!.AbsoluteUri);
        Assert.Equal("Logout", await LoginLinkAsync(browser));
        Assert.Equal(10, await GoodreadsLinksAsync(browser));
        await browser.OpenAsync(Home + "logout");
        Assert.Equal("Login", await LoginLinkAsync(browser));
        Assert.Equal(0, await GoodreadsLinksAsync(browser));
    }

    [Fact]
    public async Task The_login_form_refuses_another_token()
    {
        using var browser = new DemoBrowser(demo.Site);
        await TokenAsync(browser);

        var answer = await LogInAsync(browser, "0123456789abcdef", "someone", "secret");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("Login", await LoginLinkAsync(browser));
    }

    [Fact]
    public async Task The_login_form_refuses_a_token_without_its_cookie()
    {
        using var browser = new DemoBrowser(demo.Site);
        using var stranger = new DemoBrowser(demo.Site);

        var answer = await LogInAsync(stranger, await TokenAsync(browser), "someone", "secret");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task The_login_form_asks_again_for_a_missing_password()
    {
        using var browser = new DemoBrowser(demo.Site);

        var answer = await LogInAsync(browser, await TokenAsync(browser), "someone", "");

        var page = await DemoBrowser.ReadAsync(answer);
        Assert.Contains("please provide your username and password", page.QuerySelector(".error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Login", await LoginLinkAsync(browser));
    }

    private static IEnumerable<string> Texts(IDocument page, string selector) =>
        page.QuerySelectorAll(selector).Select(node => node.TextContent);

    private static async Task<string> TokenAsync(DemoBrowser browser) =>
        (await browser.OpenAsync(Home + "login")).QuerySelector("form input[name=csrf_token]")!.GetAttribute("value")!;

    private static async Task<string> LoginLinkAsync(DemoBrowser browser) =>
        (await browser.OpenAsync(Home)).QuerySelector(".header-box p a")!.TextContent;

    private static async Task<int> GoodreadsLinksAsync(DemoBrowser browser) =>
        (await browser.OpenAsync(Home)).QuerySelectorAll(".quote a[href*=goodreads]").Length;

    private static async Task<HttpResponseMessage> LogInAsync(DemoBrowser browser, string token, string user, string password)
    {
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string> { ["csrf_token"] = token, ["username"] = user, ["password"] = password });
        return await browser.Client.PostAsync(Home + "login", form);
    }
}
