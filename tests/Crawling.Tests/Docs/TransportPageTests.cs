using Crawling.Configuration;

namespace Crawling.Tests;

public class TransportPageTests
{
    [Fact]
    public void The_page_names_every_limit_with_its_default()
    {
        var told = new DocsPage("transport.md").Lines
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`'))
            .Select(cells => (Path: cells[1], Text: cells[3]));
        var limits = SettingsView.Values(new CrawlerOptions())
            .Where(value => value.Path == "callbackTimeout" || value.Path.StartsWith("download:", StringComparison.Ordinal))
            .Where(value => value.Text is not ("true" or "false") && value.Path != "download:delay")
            .Select(value => (value.Path, value.Text));

        Assert.Equal(limits.Order(), told.Order());
    }
}
