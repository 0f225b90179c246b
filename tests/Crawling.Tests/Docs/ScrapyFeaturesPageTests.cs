namespace Crawling.Tests;

public class ScrapyFeaturesPageTests
{
    private readonly DocsPage _page = new("scrapy-features.md");

    [Fact]
    public void Every_test_that_the_page_names_is_there() => _page.AssertNamedTestsExist(atLeast: 150);

    [Fact]
    public void What_the_page_names_of_the_public_api_and_the_settings_is_there() => PublicNames.AssertThere(_page);

    [Fact]
    public void Every_feature_works_with_a_test_or_differs_or_is_missing_and_the_page_says_how_or_why()
    {
        Assert.InRange(_page.Rows.Count(), 110, 130);
        Assert.All(_page.Rows, row =>
        {
            Assert.Equal(4, row.Count);
            Assert.Contains(row[1], new[] { "works", "differs", "left out" });
            Assert.NotEqual("", row[2]);
            Assert.True(row[1] != "works" || row[3].Contains("Tests.", StringComparison.Ordinal), $"{row[0]} names no test.");
        });
    }
}
