using Crawling.Testing;
using Spiders;

namespace Tests;

public sealed class ExampleTests
{
    // A page of the site makes a better test: crawler fetch https://example.com/ > tests/pages/example.html, and SavedPage.FromFileAsync here.
    private const string Html = """
        <title>A page</title>
        <a href="/other">Other</a>
        <a rel="next" href="?page=2">Next</a>
        """;

    [Fact]
    public async Task The_title_and_the_next_page_are_taken()
    {
        var page = SavedPage.FromText("https://example.com/", Html);

        var result = await SpiderTest.RunAsync(new Example(), page);

        Assert.Equal("A page", Assert.IsType<Example.Page>(Assert.Single(result.Items)).Title);
        Assert.Equal(page.UrlJoin("?page=2"), Assert.Single(result.Requests).Url);
    }
}
