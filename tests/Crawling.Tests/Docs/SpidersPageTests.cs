using System.Reflection;
using Crawling.Testing;

namespace Crawling.Tests;

public class SpidersPageTests
{
    [Theory]
    [InlineData("spiders.md", 4)]
    [InlineData("links.md", 2)]
    public void The_examples_of_the_pages_are_compiled(string name, int count)
    {
        var page = new DocsPage(name);

        Assert.Equal(count, page.Examples.Count);
        page.AssertCompiledIn("tests/Crawling.Tests/Docs/SpidersExamples.cs");
    }

    [Fact]
    public void The_page_of_links_names_every_option() =>
        Assert.Equal(Settable(typeof(LinkExtractor)), new DocsPage("links.md").Named.Order());

    [Fact]
    public void The_page_of_spiders_names_what_rules_and_spiders_leave_to_the_author()
    {
        string[] leftToAuthor = [.. Settable(typeof(Rule)), .. Overridable(typeof(SitemapSpider)), .. Overridable(typeof(CsvFeedSpider))];

        Assert.Empty(leftToAuthor.Except(new DocsPage("spiders.md").Named));
    }

    [Fact]
    public async Task The_example_of_rules_brings_every_book()
    {
        await using var site = await DemoSite.StartAsync();
        var options = new CrawlerOptions();
        site.Configure(options);

        var result = await CrawlOnce.RunAsync(new SpidersExamples.BookShop(), options);

        Assert.Equal((CloseReason.Finished, 1000L), (result.Reason, result.Statistics["item_scraped_count"]));
    }

    private static IEnumerable<string> Settable(Type type) =>
        type.GetProperties().Where(property => property.SetMethod is { IsPublic: true }).Select(property => property.Name).Order();

    private static IEnumerable<string> Overridable(Type type) => type
        .GetProperties(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Where(property => property.GetMethod is { IsFamily: true, IsVirtual: true, IsAbstract: false })
        .Select(property => property.Name);
}
