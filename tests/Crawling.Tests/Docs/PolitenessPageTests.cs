using Crawling.Configuration;
using Crawling.Throttling;
using Microsoft.Extensions.Configuration;

namespace Crawling.Tests;

public class PolitenessPageTests
{
    private readonly DocsPage _page = new("politeness.md");

    [Fact]
    public void The_example_of_the_page_is_compiled()
    {
        Assert.Single(_page.Examples);
        _page.AssertCompiledIn("tests/Crawling.Tests/Docs/PolitenessExamples.cs");
    }

    [Fact]
    public void The_settings_of_the_page_do_what_it_says()
    {
        var json = string.Join('\n', _page.Lines).Split("```json")[1].Split("```")[0];
        var root = new ConfigurationBuilder().AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json))).Build();
        var options = new CrawlerOptions();
        SettingsBinder.Apply(options, SettingsLayer.Section("docs", root.GetSection("crawler")));
        SettingsRules.Check(options);

        var pace = CrawlPace.Of(options);
        Assert.Equal((TimeSpan.Zero, 1), (pace.LimitsOf("api.example.org").Delay, pace.LimitsOf("api.example.org").Concurrency));
        Assert.Equal((TimeSpan.FromSeconds(0.5), 4), (pace.LimitsOf("example.org").Delay, pace.LimitsOf("example.org").Concurrency));
    }

    [Fact]
    public void The_page_names_every_setting_of_the_pace_with_its_default()
    {
        var settings = SettingsView.Values(new CrawlerOptions())
            .Where(value => value.Path is "concurrentRequests" or "concurrentRequestsPerHost" or "download:delay" or "download:randomizeDelay"
                || value.Path.StartsWith("autoThrottle:", StringComparison.Ordinal))
            .Select(value => $"| `{value.Path}` | `{value.Text}` |");

        Assert.All(settings, row => Assert.Contains(_page.Lines, line => line.StartsWith(row, StringComparison.Ordinal)));
        Assert.All(SettingsModel.Of(typeof(HostPaceOptions)), setting => Assert.Contains(setting.Name, _page.Named));
    }
}
