namespace Crawling.Cli.Tests.Commands;

public sealed class ShellCommandTests : IClassFixture<ShellCommandTests.Project>
{
    private readonly ProjectFolder _project;

    public ShellCommandTests(Project project) => _project = project.Folder;

    [Fact]
    public async Task Piped_lines_are_evaluated_and_what_goes_wrong_ends_nothing()
    {
        var outcome = await _project.RunWithInputAsync(
            """
            response.Status
            nope
            var heading = response.Css("h1 a::text")
                .Get();
            heading
            fetch("http://quotes.toscrape.com:1/")
            throw new Exception("boom");
            fetch("/page/2/").Url.Path
            """,
            "shell", "http://quotes.toscrape.com/", "--demo", "--set", "retry:times=0", "--set", "robots:obey=false", "--set", "connectTo:quotes.toscrape.com:1=127.0.0.1:1");

        Assert.Equal(["200", "\"Quotes to Scrape\"", "\"/page/2/\""], outcome.OutputLines);
        Assert.Collection(
            outcome.ErrorLines,
            line => Assert.Equal("(1,1): error CS0103: The name 'nope' does not exist in the current context", line),
            line => Assert.StartsWith("not fetched: ConnectionRefused: ", line, StringComparison.Ordinal),
            line => Assert.Equal("Exception: boom", line));
        Assert.Equal(1, outcome.ExitCode);
    }

    [Fact]
    public async Task With_a_spider_code_sees_it_and_its_types_by_name()
    {
        var outcome = await _project.RunAsync(
            "shell", "http://quotes.toscrape.com/", "--demo", "--spider", "typed", "-c", "(spider.Wanted, new Typed.Found(response.Status))");

        Assert.Equal((0, "(3, Found { Status = 200 })\n", ""), (outcome.ExitCode, outcome.Output, outcome.Error));
    }

    [TmuxFact]
    public async Task On_a_terminal_Tab_completes_errors_end_nothing_and_Control_D_leaves()
    {
        using var terminal = Tmux.Start(_project, "shell", "http://quotes.toscrape.com/", "--demo");
        await terminal.ShowsAsync("help() tells what there is.");

        await terminal.TypeAsync("response.Sta", "Tab");
        await terminal.ShowsAsync("> response.Status");
        await terminal.TypeAsync("Enter");
        await terminal.ShowsAsync("200\n>");
        await terminal.TypeAsync("response.U", "Tab", "Tab");
        await terminal.ShowsAsync("Url      UrlJoin");
        await terminal.TypeAsync("C-c", "nope", "Enter");
        await terminal.ShowsAsync("error CS0103");
        await terminal.TypeAsync("while (true) { }", "Enter", "C-c");
        await terminal.ShowsAsync("given up");
        await terminal.TypeAsync("40 + 2", "Enter");
        await terminal.ShowsAsync("\n42\n>");
        await terminal.TypeAsync("C-d");
        await terminal.ShowsAsync("[left with 0]");
    }

    [TmuxFact]
    public async Task A_callback_may_open_a_shell_on_its_response_while_the_crawl_waits()
    {
        using var terminal = Tmux.Start(_project, "crawl", "typed", "--demo", "-O", "inspected.jsonl");
        await terminal.ShowsAsync("Ctrl+D goes on with the crawl");

        await terminal.TypeAsync("(response.Status, spider.Wanted)", "Enter");
        await terminal.ShowsAsync("(200, 3)\n>");
        await terminal.TypeAsync("C-d");

        await terminal.ShowsAsync("[left with 0]");
        Assert.Equal("{\"status\":200}\n", _project.Read("inspected.jsonl"));
    }

    public sealed class Project : IDisposable
    {
        public Project()
        {
            Folder.Write("spiders/typed.cs", """
                using Crawling;

                public sealed class Typed : Spider
                {
                    public sealed record Found(int Status) : Item;

                    public int Wanted { get; set; } = 3;

                    public override IEnumerable<string> StartUrls => ["http://quotes.toscrape.com/"];

                    public override async IAsyncEnumerable<Output> ParseAsync(Response response)
                    {
                        await response.InspectAsync();
                        yield return new Found(response.Status);
                    }
                }
                """);
            Folder.Compile();
        }

        public ProjectFolder Folder { get; } = new();

        public void Dispose() => Folder.Dispose();
    }
}
