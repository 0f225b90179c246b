using System.Text.RegularExpressions;
using Crawling.Configuration;

namespace Crawling.Tests;

/// <summary>A page of docs/, for tests that hold it to the code.</summary>
internal sealed partial class DocsPage(string name)
{
    /// <summary>The folder of the repository.</summary>
    public static string Root { get; } = FindRoot();

    public IReadOnlyList<string> Lines { get; } = Read($"docs/{name}");

    /// <summary>Its examples, lines without their indents.</summary>
    public IReadOnlyList<string> Examples =>
    [
        .. string.Join('\n', Lines)
            .Split("```")
            .Where(part => part.StartsWith("csharp\n", StringComparison.Ordinal))
            .Select(part => part["csharp\n".Length..]),
    ];

    /// <summary>What stands in backticks in the first column of its tables.</summary>
    public IEnumerable<string> Named => Lines
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .SelectMany(line => line.Split('|')[1].Split('`').Where((_, at) => at % 2 == 1));

    /// <summary>Checks that every test which the page names, as <c>ThingTests.A_thing_does_this</c>, is there.</summary>
    public void AssertNamedTestsExist(int atLeast)
    {
        var tests = Directory.EnumerateFiles(Path.Combine(Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .ToLookup(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);
        var named = TestName().Matches(string.Join('\n', Lines));

        Assert.InRange(named.Count, atLeast, int.MaxValue);
        Assert.All(named, name => Assert.Contains(
            tests[name.Groups["type"].Value], source => source.Contains($" {name.Groups["method"].Value}(", StringComparison.Ordinal)));
    }

    /// <summary>Checks that its tables have every setting of a group, with its default.</summary>
    public void AssertNamesSettings(string group)
    {
        var told = Lines
            .Where(line => line.StartsWith($"| `{group}", StringComparison.Ordinal))
            .Select(line => line.Split('`'))
            .Select(cells => (cells[1], cells[3]));
        var settings = SettingsView.Values(new CrawlerOptions())
            .Where(value => value.Path.StartsWith(group, StringComparison.Ordinal))
            .Select(value => (value.Path, value.Text));

        Assert.Equal(settings.Order(), told.Order());
    }

    public void AssertCompiledIn(string source)
    {
        var compiled = string.Join('\n', Read(source));
        Assert.All(Examples, example => Assert.Contains(example, compiled, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"`(?<type>\w+Tests)\.(?<method>\w+)`", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex TestName();

    private static List<string> Read(string path) => [.. File.ReadLines(Path.Combine(Root, path)).Select(line => line.Trim())];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Crawler.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No folder above the tests holds Crawler.sln.");
        }

        return folder.FullName;
    }
}
