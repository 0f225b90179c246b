namespace Crawling.Tests;

public class EventsPageTests
{
    private static readonly string Root = FindRoot();

    [Fact]
    public void The_examples_of_the_page_are_compiled()
    {
        var compiled = string.Join('\n', Lines("tests/Crawling.Tests/Docs/EventsExamples.cs"));
        var page = string.Join('\n', Lines("docs/events.md"));

        var examples = page.Split("```").Where(part => part.StartsWith("csharp\n", StringComparison.Ordinal)).ToArray();

        Assert.Equal(3, examples.Length);
        Assert.All(examples, example => Assert.Contains(example["csharp\n".Length..], compiled, StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_names_every_event()
    {
        var named = Lines("docs/events.md").Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);
        var events = typeof(CrawlerEvent).Assembly.GetExportedTypes().Where(type => type.BaseType == typeof(CrawlerEvent));

        Assert.Equal(events.Select(type => type.Name).Order(), named.Order());
    }

    private static IEnumerable<string> Lines(string path) => File.ReadLines(Path.Combine(Root, path)).Select(line => line.Trim());

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
