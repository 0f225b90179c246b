using System.Diagnostics.Metrics;

namespace Crawling.Tests;

public class WatchingPageTests
{
    private readonly DocsPage _page = new("watching.md");

    [Fact]
    public async Task The_page_names_every_metric()
    {
        var metrics = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == "Crawling")
                {
                    metrics.Add(instrument.Name);
                }
            },
        };
        await using var process = new CrawlerProcess();
        _ = process.CreateCrawler(new SpiderOf());
        listener.Start();

        Assert.Equal(metrics.Order(), _page.Named.Where(name => name.StartsWith("crawling.", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void The_example_of_the_page_is_compiled()
    {
        Assert.Single(_page.Examples);
        _page.AssertCompiledIn("tests/Crawling.Tests/Docs/WatchingExamples.cs");
    }
}
