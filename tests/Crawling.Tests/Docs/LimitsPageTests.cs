using Crawling.Configuration;

namespace Crawling.Tests;

public class LimitsPageTests
{
    [Theory]
    [InlineData("limits.md", "close:", "depth:", "urls:", "robots:obeyNo", "traps:", "memory:", "statistics:")]
    [InlineData("referrer.md", "referrer:")]
    [InlineData("watching.md", "telemetry:")]
    [InlineData("why.md", "job:recordSize")]
    public void The_page_names_every_setting_with_its_default(string page, params string[] prefixes)
    {
        var told = new DocsPage(page).Lines
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`'))
            .Where(cells => cells[1].Contains(':', StringComparison.Ordinal))
            .Select(cells => (Path: cells[1], Text: cells[3]));
        var settings = SettingsView.Values(new CrawlerOptions())
            .Where(value => Array.Exists(prefixes, prefix => value.Path.StartsWith(prefix, StringComparison.Ordinal)))
            .Select(value => (value.Path, value.Text));

        Assert.Equal(settings.Order(), told.Order());
    }
}
