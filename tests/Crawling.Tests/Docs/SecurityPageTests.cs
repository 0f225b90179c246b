using System.Text.RegularExpressions;

namespace Crawling.Tests;

/// <summary>docs/security.md and the pages it leads to, and the rules that are kept by what is not in the code.</summary>
public partial class SecurityPageTests
{
    [Fact]
    public void Every_test_that_the_page_names_is_there() => new DocsPage("security.md").AssertNamedTestsExist(atLeast: 40);

    [Theory]
    [InlineData("security.md", "auth:")]
    [InlineData("proxies.md", "proxy:")]
    public void The_pages_name_every_setting_with_its_default(string page, string group) =>
        new DocsPage(page).AssertNamesSettings(group);

    [Theory]
    [InlineData("security.md")]
    [InlineData("proxies.md")]
    public void Every_example_compiles(string page) => new DocsPage(page).AssertCompiledIn("tests/Crawling.Tests/Docs/SecurityExamples.cs");

    [Fact]
    public void No_regular_expression_of_the_engine_can_backtrack_without_end()
    {
        var makers = Sources().Where(source => MakesRegex().IsMatch(source)).ToList();

        Assert.InRange(makers.Count, 4, int.MaxValue);
        Assert.All(makers, source => Assert.True(
            source.Contains("NonBacktracking", StringComparison.Ordinal) || source.Contains("Timeout", StringComparison.Ordinal), source));
    }

    [Fact]
    public void The_engine_listens_on_no_port()
    {
        string[] listeners = ["TcpListener", "HttpListener", "NamedPipeServerStream", "WebApplication.Create"];

        Assert.All(Sources(), source => Assert.DoesNotContain(listeners, source.Contains));
    }

    [GeneratedRegex(@"new Regex\(|Regex \w+ = new\(|GeneratedRegex\(|\bRegex\.(IsMatch|Match|Matches|Replace|Split|Count)\(", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex MakesRegex();

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Path.Combine(DocsPage.Root, "src", "Crawling"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText);
}
