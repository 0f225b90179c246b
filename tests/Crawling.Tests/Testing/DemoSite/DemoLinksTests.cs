namespace Crawling.Tests;

public sealed class DemoLinksTests(DemoSiteFixture demo) : IClassFixture<DemoSiteFixture>
{
    private const int Batch = 8;

    [Theory]
    // Lists, authors, tags and their pages, login, logout and style sheet.
    [InlineData("quotes.toscrape.com", 75, 200)]
    // Books, their covers, the catalogue's pages and those of all categories.
    [InlineData("books.toscrape.com", 2 * 1000, 2500)]
    public async Task Every_link_of_every_page_leads_somewhere_on_the_same_host(string host, int atLeast, int atMost)
    {
        var start = $"http://{host}/";
        var seen = new HashSet<string> { start };
        var waiting = new Queue<string>(seen);
        while (waiting.Count > 0)
        {
            var batch = new List<Task<IReadOnlyList<string>>>();
            while (batch.Count < Batch && waiting.TryDequeue(out var url))
            {
                batch.Add(LinksAsync(url));
            }

            foreach (var link in (await Task.WhenAll(batch)).SelectMany(links => links).Where(seen.Add))
            {
                Assert.StartsWith(start, link, StringComparison.Ordinal);
                waiting.Enqueue(link);
            }
        }

        Assert.InRange(seen.Count, atLeast, atMost);
    }

    private async Task<IReadOnlyList<string>> LinksAsync(string url)
    {
        using var response = await demo.Browser.Client.GetAsync(url);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {url}");
        if (response.Content.Headers.ContentType?.MediaType is not "text/html")
        {
            return [];
        }

        var page = await DemoBrowser.ReadAsync(response);
        return [.. page.QuerySelectorAll("a[href], link[href], img[src], script[src]").Select(DemoBrowser.Target)];
    }
}
