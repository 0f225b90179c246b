using Crawling.Configuration;

namespace Crawling.Tests;

public class RecordingPageTests
{
    private readonly DocsPage _page = new("recording.md");

    [Theory]
    [InlineData("record:")]
    [InlineData("replay:")]
    public void The_page_names_every_setting_with_its_default(string group)
    {
        var told = _page.Lines
            .Where(line => line.StartsWith($"| `{group}", StringComparison.Ordinal))
            .Select(line => line.Split('`'))
            .Select(cells => (cells[1], cells[3]));
        var settings = SettingsView.Values(new CrawlerOptions())
            .Where(value => value.Path.StartsWith(group, StringComparison.Ordinal))
            .Select(value => (value.Path, value.Text));

        Assert.Equal(settings.Order(), told.Order());
    }
}
