using Crawling.Testing;

namespace Crawling.Tests;

public class TestingPageTests
{
    private readonly DocsPage _page = new("testing-spiders.md");

    [Fact]
    public void The_examples_of_the_page_are_compiled()
    {
        Assert.Equal(7, _page.Examples.Count);
        _page.AssertCompiledIn("tests/Crawling.Tests/Docs/TestingExamples.cs");
    }

    [Fact]
    public void The_page_names_every_family_of_faults()
    {
        var families = FaultSite.Faults.Select(fault => fault.Name.Split('-')[0]).Distinct();

        Assert.Equal(families.Order(), _page.Named.Select(name => name.Split('-')[0]).Order());
    }
}
