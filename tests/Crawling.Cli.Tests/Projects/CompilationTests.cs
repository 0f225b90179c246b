using System.Reflection.Metadata;

namespace Crawling.Cli.Tests.Projects;

public sealed class CompilationTests
{
    [Fact]
    public async Task A_changed_spider_is_compiled_anew_and_the_compiler_is_not_loaded_when_nothing_has_changed()
    {
        using var project = new ProjectFolder();
        project.Write("spiders/quotes.cs", ProjectFolder.SpiderCode("Quotes"));
        project.Compile();
        project.Environment["DOTNET_STARTUP_HOOKS"] = typeof(CompilationTests).Assembly.Location;
        project.Environment[StartupHook.FileVariable] = Path.Combine(project.Root, "loaded.txt");
        await ListsAsync("quotes", compiles: false);

        project.Write("spiders/quotes.cs", ProjectFolder.SpiderCode("Citations"));

        await ListsAsync("citations", compiles: true);
        await ListsAsync("citations", compiles: false);

        async Task ListsAsync(string spider, bool compiles)
        {
            Assert.Equal($"{spider}\n", (await project.RunAsync("list")).Output);
            var loaded = project.Read("loaded.txt");
            Assert.Equal(compiles, loaded.Contains("Microsoft.CodeAnalysis", StringComparison.Ordinal));
            Assert.DoesNotContain("Spectre", loaded, StringComparison.Ordinal);
            Assert.DoesNotContain("Serilog", loaded, StringComparison.Ordinal);
            Assert.DoesNotContain("AspNetCore", loaded, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Errors_are_shown_as_the_compiler_shows_them()
    {
        using var project = new ProjectFolder();
        project.Write("spiders/good.cs", ProjectFolder.SpiderCode("Good"));
        project.Write("spiders/bad.cs", ProjectFolder.SpiderCode("Bad", "public int Pages => unknown;\n    private int _unused;\n    public int More => 1 +;"));

        var outcome = await project.RunAsync("list");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal("", outcome.Output);
        Assert.Collection(
            outcome.ErrorLines,
            line => Assert.Equal("spiders/bad.cs(5,25): error CS0103: The name 'unknown' does not exist in the current context", line),
            line => Assert.Equal("spiders/bad.cs(7,27): error CS1525: Invalid expression term ';'", line));
    }

    [Fact]
    public async Task A_typed_item_is_taken_from_a_page_by_the_code_that_the_compiler_writes()
    {
        using var project = new ProjectFolder();
        project.Write("spiders/typed.cs", TypedSpider("span.text::text"));

        var outcome = await project.RunAsync("crawl", "typed", "--demo", "-O", "-:jsonl", "--quiet");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(10, outcome.OutputLines.Length);
        Assert.All(outcome.OutputLines, line => Assert.Matches("""^\{"text":"“.+”","author":".+"\}$""", line));
        Assert.StartsWith("spiders/typed.cs(10,9): warning CRAWL006: Thread.Sleep blocks", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_selector_that_does_not_parse_is_a_compile_error()
    {
        using var project = new ProjectFolder();
        project.Write("spiders/typed.cs", TypedSpider("span[::text"));

        var error = Assert.Throws<CompilationException>(() => project.Compile());

        Assert.Equal("spiders/typed.cs(5,42): error CRAWL001: 'span[::text' is not a CSS selector: at 4, '[' is not closed.", error.Message);
    }

    [Fact]
    public void Two_spiders_of_one_name_are_refused_with_both_places()
    {
        using var project = new ProjectFolder();
        project.Write("spiders/a.cs", ProjectFolder.SpiderCode("Quotes"));
        project.Write("spiders/b.cs", "using Crawling;\n[Spider(\"quotes\")]\n" + ProjectFolder.SpiderCode("Other").Replace("using Crawling;", "", StringComparison.Ordinal));

        var error = Assert.Throws<CompilationException>(() => project.Compile());

        Assert.Equal("spiders/a.cs(3,21) and spiders/b.cs(5,21): error: these spiders are both named 'quotes'", error.Message);
    }

    [Fact]
    public void Symbols_name_the_sources_by_full_path()
    {
        using var project = new ProjectFolder();
        var source = project.Write("spiders/quotes.cs", ProjectFolder.SpiderCode("Quotes"));
        project.Compile();

        using var provider = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(
            Assert.Single(Directory.GetFiles(project.Cache, "spiders.pdb", SearchOption.AllDirectories))));
        var symbols = provider.GetMetadataReader();

        Assert.Contains(source, symbols.Documents.Select(document => symbols.GetString(symbols.GetDocument(document).Name)));
    }

    [Fact]
    public async Task A_spider_may_use_an_assembly_that_the_project_refers_to()
    {
        using var project = new ProjectFolder("""{ "references": ["lib/xunit.abstractions.dll"] }""");
        project.Write("lib/readme.txt", "");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "xunit.abstractions.dll"), Path.Combine(project.Root, "lib", "xunit.abstractions.dll"));
        project.Write("spiders/quotes.cs", ProjectFolder.SpiderCode("Quotes", "public static Xunit.Abstractions.ITest? Test => null;"));

        Assert.Equal("quotes\n", (await project.RunAsync("list")).Output);
        Assert.Equal("quotes\n", (await project.RunAsync("list")).Output);
    }

    [Theory]
    [InlineData("lib/Shop.dll", "there is no file 'lib/Shop.dll'")]
    [InlineData("crawler.json", "neither a .dll nor a .csproj")]
    [InlineData("Shop.csproj", "has not been built; run: dotnet build")]
    public async Task A_reference_that_cannot_be_used_is_refused(string reference, string reason)
    {
        using var project = new ProjectFolder($$"""{ "references": ["{{reference}}"] }""");
        project.Write("Shop.csproj", "<Project/>");
        project.Write("spiders/quotes.cs", ProjectFolder.SpiderCode("Quotes"));

        (await project.RunAsync("list")).IsRefused("references", reason);
    }

    [Fact]
    public void A_damaged_cache_is_compiled_over()
    {
        using var project = new ProjectFolder();
        project.Write("spiders/quotes.cs", ProjectFolder.SpiderCode("Quotes"));
        project.Compile();
        var cached = Assert.Single(Directory.GetFiles(project.Cache, "spiders.dll", SearchOption.AllDirectories));
        File.WriteAllText(cached, "not an assembly");

        Assert.Equal(["quotes"], Load(project));
        Assert.NotEqual("not an assembly", File.ReadAllText(cached));
    }

    [Fact]
    public void Without_a_place_for_the_cache_spiders_are_still_there()
    {
        using var project = new ProjectFolder();
        project.Write("spiders/quotes.cs", ProjectFolder.SpiderCode("Quotes"));
        project.Write("cache", "a file where the folder should be");

        Assert.Equal(["quotes"], Load(project));
    }

    private static IEnumerable<string> Load(ProjectFolder project) =>
        new SpiderLoader(SpiderProject.Find(project.Root)!, new AssemblyCache(project.Cache, TimeProvider.System)).Load().Spiders.Keys;

    private static string TypedSpider(string selector) => $$"""
        using Crawling;

        public sealed partial class Typed : Spider
        {
            private sealed partial record Q([Css("{{selector}}")] string Text, [Css("small.author::text")] string Author) : Item;
            public override IEnumerable<string> StartUrls => ["https://quotes.toscrape.com/"];

            public override async IAsyncEnumerable<Output> ParseAsync(Response response)
            {
                Thread.Sleep(1);
                foreach (var quote in response.Extract<Q>("div.quote"))
                {
                    yield return quote;
                }
            }
        }
        """;
}
