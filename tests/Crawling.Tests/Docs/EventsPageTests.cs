namespace Crawling.Tests;

public class EventsPageTests
{
    private readonly DocsPage _page = new("events.md");

    [Fact]
    public void The_examples_of_the_page_are_compiled()
    {
        Assert.Equal(3, _page.Examples.Count);
        _page.AssertCompiledIn("tests/Crawling.Tests/Docs/EventsExamples.cs");
    }

    [Fact]
    public void The_page_names_every_event()
    {
        var events = typeof(CrawlerEvent).Assembly.GetExportedTypes().Where(type => type.BaseType == typeof(CrawlerEvent));

        Assert.Equal(events.Select(type => type.Name).Order(), _page.Named.Order());
    }
}
