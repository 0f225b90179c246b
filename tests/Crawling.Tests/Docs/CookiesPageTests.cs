using Crawling.Configuration;

namespace Crawling.Tests;

public class CookiesPageTests
{
    [Fact]
    public void The_page_names_every_setting_with_its_default()
    {
        var told = new DocsPage("cookies.md").Lines
            .Where(line => line.StartsWith("| `cookies:", StringComparison.Ordinal))
            .Select(line => line.Split('`'))
            .Select(cells => (cells[1], cells[3]));
        var settings = SettingsView.Values(new CrawlerOptions())
            .Where(value => value.Path.StartsWith("cookies:", StringComparison.Ordinal))
            .Select(value => (value.Path, value.Text));

        Assert.Equal(settings.Order(), told.Order());
    }

    [Fact]
    public void The_examples_of_the_page_compile() =>
        new DocsPage("cookies.md").AssertCompiledIn("tests/Crawling.Tests/Docs/CookiesExamples.cs");

    [Fact]
    public void The_jar_of_the_page_sends_what_it_received() => Assert.Equal("session=abc", CookiesExamples.OnItsOwn());
}
