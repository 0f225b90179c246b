namespace Crawling.Tests;

public class ReliabilityPageTests
{
    [Fact]
    public void Every_test_that_the_page_names_is_there() => new DocsPage("reliability.md").AssertNamedTestsExist(atLeast: 40);
}
