using System.Text.RegularExpressions;

namespace Crawling.Tests;

public partial class ReliabilityPageTests
{
    [Fact]
    public void Every_test_that_the_page_names_is_there()
    {
        var tests = Directory.EnumerateFiles(Path.Combine(Root(), "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .ToLookup(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);

        var named = TestName().Matches(File.ReadAllText(Path.Combine(Root(), "docs", "reliability.md")));

        Assert.InRange(named.Count, 40, 100);
        Assert.All(named, name => Assert.Contains($" {name.Groups["method"].Value}(", tests[name.Groups["type"].Value].SingleOrDefault("")));
    }

    [GeneratedRegex(@"`(?<type>\w+Tests)\.(?<method>\w+)`", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex TestName();

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Crawler.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No folder above the tests holds Crawler.sln.");
        }

        return folder.FullName;
    }
}
