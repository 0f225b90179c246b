using System.Reflection;
using System.Text.RegularExpressions;
using Crawling.Configuration;

namespace Crawling.Tests;

/// <summary>A page of docs/, for tests that hold it to the code.</summary>
internal sealed partial class DocsPage
{
    private static readonly string Root = FindRoot();

    private static readonly Lazy<ILookup<string, string>> Tests = new(() => Directory
        .EnumerateFiles(Path.Combine(Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
        .ToLookup(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText));

    public DocsPage(string name)
        : this(Read($"docs/{name}"))
    {
    }

    private DocsPage(IReadOnlyList<string> lines) => Lines = lines;

    public IReadOnlyList<string> Lines { get; }

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
        .SelectMany(line => InBackticks(Cells(line)[0]));

    /// <summary>The tests that it names, as <c>`PageTests.A_page_is_read`</c>.</summary>
    public IReadOnlyList<string> NamedTests => [.. Code.Where(name => TestName().IsMatch(name))];

    /// <summary>The rows of its tables, as cells, without heads.</summary>
    public IEnumerable<IReadOnlyList<string>> Rows => Lines
        .Zip(Lines.Skip(1).Append(""))
        .Where(pair => pair.First.StartsWith("| ", StringComparison.Ordinal) && !pair.Second.StartsWith("|-", StringComparison.Ordinal))
        .Select(pair => Cells(pair.First));

    private IEnumerable<string> Code => Lines.SelectMany(InBackticks);

    /// <summary>What stands under a heading, up to the next one of its level.</summary>
    public DocsPage Section(string heading) => new(
    [
        .. Lines
            .SkipWhile(line => line != $"## {heading}").Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)),
    ]);

    public static IEnumerable<string> InBackticks(string text) => text.Split('`').Where((_, at) => at % 2 == 1);

    public void AssertCompiledIn(string source)
    {
        var compiled = string.Join('\n', Read(source));
        Assert.All(Examples, example => Assert.Contains(example, compiled, StringComparison.Ordinal));
    }

    public void AssertNamedTestsAreThere() => Assert.All(NamedTests, name =>
    {
        var (type, method) = name.Split('.') is [var first, var second] ? (first, second) : default;
        Assert.Contains(Tests.Value[type], source => source.Contains($" {method}(", StringComparison.Ordinal));
    });

    /// <summary>Each <c>`Type.Member`</c> of a public type is there, and each setting of a <c>`path:to`</c>.</summary>
    public void AssertNamedApiIsThere()
    {
        var types = typeof(Spider).Assembly.GetExportedTypes().ToLookup(type => type.Name.Split('`')[0]);
        var settings = SettingsView.Values(new CrawlerOptions()).Select(value => value.Path).ToHashSet();

        Assert.All(Code.Where(name => MemberName().IsMatch(name)), name =>
        {
            var (type, member) = name.Split('.') is [var first, var second] ? (first, second) : default;
            Assert.True(!types.Contains(type) || types[type].Any(known => HasMember(known, member)), $"There is no {name}.");
        });
        Assert.All(Code.Where(name => SettingPath().IsMatch(name)), path => Assert.Contains(path, settings));
    }

    private static bool HasMember(Type type, string member) => type
        .GetMember(member, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy)
        .Any(IsForAuthors);

    private static bool IsForAuthors(MemberInfo member) => member switch
    {
        PropertyInfo property => IsForAuthors(property.GetMethod!),
        MethodBase method => method.IsPublic || method.IsFamily,
        _ => true,
    };

    private static string[] Cells(string line) => [.. line.Trim('|').Split('|').Select(cell => cell.Trim())];

    [GeneratedRegex(@"^\w+Tests\.\w+$", RegexOptions.NonBacktracking)]
    private static partial Regex TestName();

    [GeneratedRegex(@"^[A-Z]\w+\.[A-Z]\w+$", RegexOptions.NonBacktracking)]
    private static partial Regex MemberName();

    [GeneratedRegex("^[a-z][A-Za-z]*:[a-z][A-Za-z]*$", RegexOptions.NonBacktracking)]
    private static partial Regex SettingPath();

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
