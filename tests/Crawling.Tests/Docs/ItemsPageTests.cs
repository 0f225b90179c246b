using Crawling.Configuration;

namespace Crawling.Tests;

public class ItemsPageTests
{
    [Theory]
    [InlineData("items.md")]
    [InlineData("media.md")]
    [InlineData("feeds.md")]
    public void Every_example_compiles(string page) => new DocsPage(page).AssertCompiledIn("tests/Crawling.Tests/Docs/ItemsExamples.cs");

    [Theory]
    [InlineData("items.md", "items")]
    [InlineData("media.md", "files", "images")]
    public void Every_setting_is_named(string page, params string[] groups)
    {
        var paths = SettingsView.Values(new CrawlerOptions()).Select(value => value.Path).Where(path => groups.Contains(path.Split(':')[0]));

        Assert.Equal(paths.Order(), new DocsPage(page).Named.Where(name => name.Contains(':', StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void Every_setting_of_a_feed_is_named()
    {
        var settings = SettingsModel.Of(typeof(FeedOptions)).Select(setting => setting.Name);

        Assert.Subset(new DocsPage("feeds.md").Named.ToHashSet(), settings.ToHashSet());
    }
}
