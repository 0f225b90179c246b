namespace Crawling.Tests;

public class RecordingPageTests
{
    private readonly DocsPage _page = new("recording.md");

    [Theory]
    [InlineData("record:")]
    [InlineData("replay:")]
    public void The_page_names_every_setting_with_its_default(string group) =>
        _page.AssertNamesSettings(group);
}
