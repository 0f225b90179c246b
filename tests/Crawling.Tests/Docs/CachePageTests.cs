using Crawling.Configuration;

namespace Crawling.Tests;

public class CachePageTests
{
    [Fact]
    public void The_page_names_every_setting_with_its_default()
    {
        var told = new DocsPage("cache.md").Lines
            .Where(line => line.StartsWith("| `cache:", StringComparison.Ordinal))
            .Select(line => line.Split('|'))
            .Select(cells => (Path: cells[1].Trim(' ', '`'), Text: cells[2].Trim(' ', '`')));
        var settings = SettingsView.Values(new CrawlerOptions())
            .Where(value => value.Path.StartsWith("cache:", StringComparison.Ordinal))
            .Select(value => (value.Path, value.Text));

        Assert.Equal(settings.Order(), told.Order());
    }
}
