namespace Crawling.Tests;

public class ReliabilityPageTests
{
    [Fact]
    public void Every_test_that_the_page_names_is_there()
    {
        var page = new DocsPage("reliability.md");

        Assert.InRange(page.NamedTests.Count, 40, 100);
        page.AssertNamedTestsAreThere();
    }
}
