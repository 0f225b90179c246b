using System.Diagnostics;
using System.Text.Json;
using Crawling.Testing;

namespace Crawling.Cli.Tests.Commands;

public sealed class CrawlCommandTests : IAsyncLifetime
{
    private const string Pages = """
        using Crawling;

        public sealed class Pages : Spider
        {
            public int Count { get; set; } = 2;

            public bool Throw { get; set; }

            public string Print { get; set; } = "";

            public override async IAsyncEnumerable<Output> StartAsync()
            {
                await Task.CompletedTask;
                if (Throw)
                {
                    throw new InvalidOperationException("not today");
                }

                for (var page = 1; page <= Count; page++)
                {
                    yield return new Request($"http://quotes.toscrape.com/page/{page}/");
                }
            }

            public override async IAsyncEnumerable<Output> ParseAsync(Response response)
            {
                await Task.CompletedTask;
                if (Print.Length > 0)
                {
                    Console.WriteLine(Print);
                }

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
    public async Task Items_go_to_every_file_named()
    {
        var outcome = await CrawlAsync("-o", "a.jsonl", "-O", "b.txt:csv");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Output));
        Assert.Equal(2, _project.Read("a.jsonl").Count(c => c == '\n'));
        Assert.StartsWith("url", _project.Read("b.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_output_has_nothing_but_the_items()
    {
        var outcome = await CrawlAsync("-o", "-", "-a", "print=printed by the spider");

        Assert.Equal(2, outcome.OutputLines.Length);
        Assert.All(outcome.OutputLines, line => JsonDocument.Parse(line).Dispose());
        Assert.Contains("printed by the spider", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statistics_end_as_a_table_and_as_json()
    {
        var outcome = await CrawlAsync("--stats", "stats.json");

        Assert.Matches(@"item_scraped_count +2\b", outcome.Error);
        using var statistics = JsonDocument.Parse(_project.Read("stats.json"));
        Assert.Equal("pages", statistics.RootElement.GetProperty("spider").GetString());
        Assert.Equal(2, statistics.RootElement.GetProperty("item_scraped_count").GetInt64());
        Assert.True(statistics.RootElement.GetProperty("start_time").TryGetDateTimeOffset(out _));
    }

    [Fact]
    public async Task A_broken_fail_on_rule_is_exit_code_1_and_named()
    {
        var outcome = await CrawlAsync("--fail-on", "items<1", "--fail-on", "pages>=2", "--quiet");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal("crawler: --fail-on 'pages>=2': response_received_count is 2", Assert.Single(outcome.ErrorLines));
    }

    [Fact]
    public async Task A_start_error_is_exit_code_1()
    {
        var outcome = await CrawlAsync("-a", "throw=true");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("not today", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quiet_says_nothing_of_a_crawl_that_goes_well_but_to_the_log_file()
    {
        var outcome = await CrawlAsync("--log-file", "crawl.log", "--quiet");

        Assert.Equal((0, "", ""), (outcome.ExitCode, outcome.Output, outcome.Error));
        Assert.Contains(" INF ", _project.Read("crawl.log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_level_none_logs_nothing()
    {
        var outcome = await CrawlAsync("--log-level", "none", "-a", "throw=true", "--log-file", "crawl.log");

        Assert.DoesNotContain(" ERR ", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_serilog_section_takes_over_the_log()
    {
        _project.Write("crawler.json", """
            {
              "Serilog": {
                "MinimumLevel": "Warning",
                "WriteTo": [ { "Name": "File", "Args": { "path": "own.log", "outputTemplate": "OWN {Level} {Message:lj}{NewLine}" } } ]
              }
            }
            """);

        var outcome = await CrawlAsync("--log-level", "debug");

        Assert.DoesNotContain(" INF ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("OWN Information Spider pages opened", _project.Read("own.log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_in_urls_are_not_logged()
    {
        _project.Write("spiders/secret.cs", Pages
            .Replace("class Pages", "class Secret", StringComparison.Ordinal)
            .Replace("http://quotes", "http://user:pa55word@quotes", StringComparison.Ordinal));
        _project.Compile();

        var outcome = await CrawlAsync("secret", "--log-level", "trace", "--log-file", "crawl.log");

        Assert.DoesNotContain("pa55word", outcome.Error + _project.Read("crawl.log"), StringComparison.Ordinal);
        Assert.Contains("200 http://quotes.toscrape.com/", _project.Read("crawl.log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_is_logged_where_there_is_no_terminal()
    {
        await using var slow = await DemoSite.StartAsync(new DemoSiteOptions { PageDelay = TimeSpan.FromSeconds(1) });

        var outcome = await _project.RunAsync(["crawl", "pages", .. Route(slow), "--progress-interval", "100ms", "--live"]);

        Assert.Matches(@"INF pages \d+ \| items \d+ \| [\d.]+ pages/s \| queue \d+ \| in .+/s, out .+/s", outcome.Error);
    }

    [TerminalFact]
    public async Task Progress_is_a_live_line_on_a_terminal_and_the_log_scrolls_above_it()
    {
        await using var slow = await DemoSite.StartAsync(new DemoSiteOptions { PageDelay = TimeSpan.FromSeconds(1) });
        _project.Environment["TERM"] = "xterm";

        var outcome = await _project.RunOnTerminalAsync(["crawl", "pages", .. Route(slow), "-a", "print=printed"]);

        Assert.Matches("\r\x1b\\[Kpages \\d+ \\| items", outcome.Output);
        Assert.Matches("\r\x1b\\[Kprinted\r\n", outcome.Output);
        Assert.Contains("item_scraped_count", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("INF pages", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-INT")]
    [InlineData("-TERM")]
    public async Task An_interrupted_crawl_ends_in_order_with_exit_code_130(string signal)
    {
        await using var slow = await DemoSite.StartAsync(new DemoSiteOptions { PageDelay = TimeSpan.FromSeconds(1) });
        using var process = await StartAndWaitAsync(slow, "--stats", "stats.json");

        await SignalAsync(process, signal);
        var outcome = await ProjectFolder.FinishAsync(process);

        Assert.Equal(130, outcome.ExitCode);
        Assert.Contains("\"finish_reason\": \"shutdown\"", _project.Read("stats.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_interrupt_cuts_off_what_hangs_and_leaves_the_feed_well_formed()
    {
        await using var hanging = await DemoSite.StartAsync(new DemoSiteOptions { PageDelay = TimeSpan.FromMinutes(10) });
        using var process = await StartAndWaitAsync(hanging, "-O", "pages.json", "--set", "robots:obey=false");

        await SignalAsync(process, "-INT");
        while (!process.HasExited)
        {
            await Task.Delay(50);
            await SignalAsync(process, "-INT");
        }

        Assert.Equal(130, (await ProjectFolder.FinishAsync(process)).ExitCode);
        Assert.Equal("[]", _project.Read("pages.json").ReplaceLineEndings(""));
    }

    [Fact]
    public async Task Demo_answers_for_the_sandbox_sites_over_https_too()
    {
        _project.Write("spiders/pages.cs", Pages.Replace("http://quotes", "https://quotes", StringComparison.Ordinal));
        _project.Compile();

        var outcome = await _project.RunAsync("crawl", "pages", "--demo", "-o", "-", "--quiet");

        Assert.Equal((0, "", 2), (outcome.ExitCode, outcome.Error, outcome.OutputLines.Length));
    }

    [Theory]
    [InlineData("--stats", "nowhere/stats.json")]
    [InlineData("--log-file", "nowhere/crawl.log")]
    [InlineData("-o", "spiders:jsonl")]
    public async Task A_file_that_cannot_be_written_is_refused(params string[] arguments) =>
        (await CrawlAsync([.. arguments, "--quiet", "--log-level", "none"])).IsRefused(arguments[1].Split(':')[0]);

    private async Task<Process> StartAndWaitAsync(DemoSite site, params string[] arguments)
    {
        var process = _project.Start("", ["crawl", "pages", "-a", "count=1000", .. Route(site), .. arguments, "--quiet"]);
        while (site.Requests < 2 && !process.HasExited)
        {
            await Task.Delay(20);
        }

        return process;
    }

    private static async Task SignalAsync(Process process, string signal)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", [signal, $"{process.Id}"]) { RedirectStandardError = true })!;
        await kill.WaitForExitAsync();
    }

    private static string[] Route(DemoSite site) => [.. site.ConnectTo.SelectMany(route => new[] { "--set", $"connectTo:{route.Key}={route.Value}" })];

    private Task<ProjectFolder.Outcome> CrawlAsync(params string[] arguments)
    {
        var spider = arguments is ["secret", ..] ? "secret" : "pages";
        return _project.RunAsync(["crawl", spider, .. arguments.Where(argument => argument != spider), .. Route(_site!)]);
    }
}
