using Crawling.Testing;
using Spiders;

namespace Tests;

public sealed class ExampleTests
{
    [Fact]
    public async Task Quotes_and_the_next_page_are_taken()
    {
        var page = await SavedPage.FromFileAsync("https://quotes.toscrape.com/", Path.Combine(AppContext.BaseDirectory, "pages/quotes.html"));

        var result = await SpiderTest.RunAsync(new Example(), page);

        Assert.Equal(2, result.Items.Count);
        var quote = Assert.IsType<Example.Quote>(result.Items[1]);
        Assert.Equal("Tomás Quillfeather", quote.Author);
        Assert.Equal(["books", "reading"], quote.Tags);
        Assert.Equal("https://quotes.toscrape.com/page/2/", Assert.Single(result.Requests).Url);
    }
}
