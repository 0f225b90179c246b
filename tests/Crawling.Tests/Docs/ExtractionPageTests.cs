using System.Reflection;
using Crawling.Generators;
using Crawling.Testing;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Crawling.Tests;

public class ExtractionPageTests
{
    [Fact]
    public void Every_example_compiles() => new DocsPage("extraction.md").AssertCompiledIn("tests/Crawling.Tests/Docs/ExtractionExamples.cs");

    [Fact]
    public async Task The_first_example_brings_the_quotes_of_a_page()
    {
        await using var site = await DemoSite.StartAsync();
        var options = new CrawlerOptions();
        site.Configure(options);
        await using var process = new CrawlerProcess(options);
        var spider = new SpiderOf { Urls = ["https://quotes.toscrape.com/"], Parse = new ExtractionExamples.Quotes().ParseAsync };

        var quotes = await process.ItemsAsync(process.CreateCrawler(spider)).Cast<ExtractionExamples.Quotes.Quote>().ToListAsync();

        Assert.Equal(10, quotes.Count);
        Assert.All(quotes, quote => Assert.StartsWith("https://quotes.toscrape.com/author/", quote.About!.Href, StringComparison.Ordinal));
        Assert.Contains(quotes, quote => quote.Tags.Length > 1);
    }

    [Fact]
    public void The_page_of_analyzers_has_each_rule_with_its_severity_and_title()
    {
        var page = new DocsPage("analyzers.md");
        var rules = SpiderAnalyzers.All.SelectMany(analyzer => analyzer.SupportedDiagnostics).DistinctBy(rule => rule.Id).OrderBy(rule => rule.Id);

        Assert.Equal(
            rules.Select(rule => (rule.Id, rule.DefaultSeverity.ToString().ToLowerInvariant(), rule.Title.ToString())),
            page.Rows.Select(row => (DocsPage.InBackticks(row[0]).Single(), row[1], row[2])));
        Assert.All(rules, rule => Assert.Contains($"## {rule.Id}", page.Lines));
    }

    [Fact]
    public void Every_analyzer_is_in_the_list_that_the_crawler_runs() => Assert.Equal(
        typeof(SpiderAnalyzers).Assembly.GetExportedTypes().Where(type => type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is not null).Select(type => type.Name).Order(),
        SpiderAnalyzers.All.Select(analyzer => analyzer.GetType().Name).Order());
}
