using System.Text.Json;
using Crawling.Testing;

namespace Crawling.Cli.Tests.Commands;

public sealed class JobCommandTests : IAsyncLifetime
{
    private const string Pages = """
        using Crawling;

        public sealed class Pages : Spider
        {
            public int Count { get; set; } = 3;

            public int Size { get; set; }

            public bool Lambda { get; set; }

            public override async IAsyncEnumerable<Output> StartAsync()
            {
                await Task.CompletedTask;
                for (var page = 1; page <= Count; page++)
                {
                    yield return new Request($"http://quotes.toscrape.com/page/{page}/")
                    {
                        Callback = Lambda ? response => ParseAsync(response) : null,
                        Meta = new Dictionary<string, object?> { ["text"] = new string('x', Size) },
                    };
                }
            }

            public override async IAsyncEnumerable<Output> ParseAsync(Response response)
            {
                await Task.CompletedTask;
                yield return new DynamicItem { ["url"] = response.Url.Href };
            }
        }
        """;

    private readonly ProjectFolder _project = new();
    private DemoSite? _site;

    public async Task InitializeAsync()
    {
        _site = await DemoSite.StartAsync();
        _project.Write("spiders/pages.cs", Pages);
        _project.Compile();
    }

    public async Task DisposeAsync()
    {
        await _site!.DisposeAsync();
        _project.Dispose();
    }

    [Fact]
    public async Task A_finished_job_is_shown_in_columns_and_as_json()
    {
        Assert.Equal(0, (await CrawlAsync("-O", "pages.csv")).ExitCode);

        var shown = await _project.RunAsync("job", "jobs/pages");
        Assert.Equal((0, ""), (shown.ExitCode, shown.Error));
        Assert.Matches(@"^pages +finished\b", shown.Output);
        Assert.Matches(@"\nitems +3\b", shown.Output);
        Assert.Matches($@"\n{Path.Combine(_project.Root, "pages.csv")} +3 +\d+", shown.Output);
        Assert.DoesNotContain("Queue by host", shown.Output, StringComparison.Ordinal);

        using var json = JsonDocument.Parse((await _project.RunAsync("job", "jobs/pages", "--json")).Output);
        Assert.Equal("finished", json.RootElement.GetProperty("condition").GetString());
        Assert.Equal(3, json.RootElement.GetProperty("statistics").GetProperty("item_scraped_count").GetInt64());
        Assert.Equal(3, json.RootElement.GetProperty("feeds")[0].GetProperty("items").GetInt64());
    }

    [TerminalFact]
    public async Task A_finished_job_is_shown_in_tables_on_a_terminal()
    {
        await CrawlAsync();
        _project.Environment["TERM"] = "xterm";
        Assert.Contains('╭', (await _project.RunOnTerminalAsync("job", "jobs/pages")).Output);
    }

    [Fact]
    public async Task A_running_job_is_shown_and_left_alone()
    {
        await using var hanging = await DemoSite.StartAsync(new DemoSiteOptions { PageDelay = TimeSpan.FromMinutes(10) });
        using var process = _project.Start("", ["crawl", "pages", "--job", "jobs/pages", .. Route(hanging), "--set", "robots:obey=false", "--quiet"]);
        while (hanging.Requests < 3 && !process.HasExited)
        {
            await Task.Delay(20);
        }

        var shown = await _project.RunAsync("job", "jobs/pages");
        (await _project.RunAsync("job", "jobs/pages", "--retry-dead")).IsRefused("jobs/pages is in use by another process");
        (await CrawlAsync()).IsRefused("jobs/pages is in use by another process");
        process.Kill();
        await ProjectFolder.FinishAsync(process);
        var killed = await _project.RunAsync("job", "jobs/pages");

        Assert.Matches(@"^pages +running\b", shown.Output);
        Assert.Matches(@"\nquotes.toscrape.com +3\b", shown.Output);
        Assert.Matches(@"^pages +can be resumed\b", killed.Output);
    }

    [Fact]
    public async Task Dead_letters_put_back_are_counted()
    {
        await _project.RunAsync(
            "crawl", "pages", "--job", "jobs/pages", "--quiet", "--log-level", "none", "--set", "connectTo:quotes.toscrape.com:80=127.0.0.1:1", "--set", "retry:baseDelay=0s");

        var shown = await _project.RunAsync("job", "jobs/pages");
        Assert.Matches(@"^pages +finished\b", shown.Output);
        Assert.Matches(@"\nConnectionRefused +3\b", shown.Output);
        Assert.Matches(@"\nhttp://quotes.toscrape.com/page/3/ +ConnectionRefused: .* 1 +\d{4}-", shown.Output);

        var outcome = await _project.RunAsync("job", "jobs/pages", "--retry-dead");
        Assert.Equal((0, "crawler: dead letters back in the queue: 3\n"), (outcome.ExitCode, outcome.Error));
        Assert.Matches(@"^pages +can be resumed\b", outcome.Output);
    }

    [Fact]
    public async Task Where_there_is_no_job_the_command_is_refused()
    {
        (await _project.RunAsync("job", "nowhere")).IsRefused("There is no folder", "nowhere");
        (await _project.RunAsync("job", "spiders", "--retry-dead")).IsRefused("There is no job in", "spiders");
        (await _project.RunAsync("job")).IsRefused("the folder is missing");
        _project.Write("jobs/pages/job.db", new string('x', 10_000));
        (await _project.RunAsync("job", "jobs/pages")).IsRefused("job.db is damaged");
        (await CrawlAsync()).IsRefused("job.db is damaged", "--restart");
        Assert.Equal(new string('x', 10_000), _project.Read("jobs/pages/job.db"));
    }

    [Fact]
    public async Task Restart_without_a_job_is_refused() =>
        (await _project.RunAsync("crawl", "pages", "--restart")).IsRefused("job:restart", "--job");

    [Fact]
    public async Task A_job_that_reaches_its_size_is_exit_code_1_and_says_what_to_do()
    {
        string[] arguments = ["-O", "pages.jsonl", "-a", "count=100", "-a", "size=20000", "--set", "robots:obey=false"];
        var full = await CrawlAsync([.. arguments, "--set", "job:maxSize=1048576"]);
        Assert.Equal(1, full.ExitCode);
        Assert.Contains("job:maxSize", Assert.Single(full.ErrorLines), StringComparison.Ordinal);

        var resumed = await CrawlAsync(arguments);
        Assert.Equal((0, ""), (resumed.ExitCode, resumed.Error));
        var items = _project.Read("pages.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((100, 100), (items.Length, items.Distinct().Count()));
    }

    [Fact]
    public async Task A_lambda_as_a_callback_is_exit_code_1_and_says_what_to_do()
    {
        var outcome = await CrawlAsync("-a", "lambda=true");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("a lambda or local function of StartAsync", Assert.Single(outcome.ErrorLines), StringComparison.Ordinal);
    }

    private static string[] Route(DemoSite site) => [.. site.ConnectTo.SelectMany(route => new[] { "--set", $"connectTo:{route.Key}={route.Value}" })];

    private Task<ProjectFolder.Outcome> CrawlAsync(params string[] arguments) =>
        _project.RunAsync(["crawl", "pages", "--job", "jobs/pages", "--quiet", "--log-level", "none", .. Route(_site!), .. arguments]);
}
