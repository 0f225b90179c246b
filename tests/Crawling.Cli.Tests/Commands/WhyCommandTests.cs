using System.Text.Json;
using Crawling.Testing;

namespace Crawling.Cli.Tests.Commands;

public sealed class WhyCommandTests : IAsyncLifetime
{
    private const string Start = "http://quotes.toscrape.com/page/1/";

    private readonly ProjectFolder _project = new();
    private DemoSite? _site;

    public async Task InitializeAsync()
    {
        _site = await DemoSite.StartAsync();
        _project.Write("spiders/pages.cs", $$"""
            using Crawling;

            public sealed class Pages : Spider
            {
                public override IEnumerable<string> StartUrls => ["{{Start}}"];

                public override async IAsyncEnumerable<Output> ParseAsync(Response response)
                {
                    await Task.CompletedTask;
                    yield return response.Follow("/page/2/");
                    yield return response.Follow("/page/" + new string('3', 100));
                    yield return response.Follow("/page/" + new string('4', 100));
                }
            }
            """);
        _project.Compile();
    }

    public async Task DisposeAsync()
    {
        await _site!.DisposeAsync();
        _project.Dispose();
    }

    [Fact]
    public async Task The_answer_comes_first_and_then_what_led_to_it()
    {
        await CrawlAsync();

        var fetched = await WhyAsync("http://quotes.toscrape.com/page/2/");
        Assert.Equal((0, ""), (fetched.ExitCode, fetched.Error));
        Assert.Equal("http://quotes.toscrape.com/page/2/: fetched", fetched.OutputLines[0]);
        Assert.Matches($@"^  \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\dZ  fetched, status 200, from {Start}$", fetched.OutputLines[1]);

        var dropped = await WhyAsync($"http://quotes.toscrape.com/page/{new string('3', 100)}");
        Assert.Equal(0, dropped.ExitCode);
        Assert.EndsWith(": dropped", dropped.OutputLines[0], StringComparison.Ordinal);
        Assert.Contains("dropped by urllength/request_ignored_count: its URL has 132 characters, urls:maxLength is 100", dropped.OutputLines[1], StringComparison.Ordinal);

        using var json = JsonDocument.Parse((await WhyAsync(Start, "--json")).Output);
        Assert.Equal("fetched", json.RootElement.GetProperty("state").GetString());
        Assert.Equal("200", json.RootElement.GetProperty("history")[0].GetProperty("detail").GetString());
    }

    [Fact]
    public async Task What_was_never_seen_is_said_with_hints_and_exit_code_1()
    {
        await CrawlAsync();

        var near = await WhyAsync("https://quotes.toscrape.com/page/2");
        Assert.Equal((1, ""), (near.ExitCode, near.Error));
        Assert.Equal("https://quotes.toscrape.com/page/2: never seen", near.OutputLines[0]);
        Assert.Contains("  known is http://quotes.toscrape.com/page/2/", near.OutputLines);
        Assert.Contains(near.OutputLines, line => line.StartsWith("  another URL of its host was dropped: urllength/", StringComparison.Ordinal));

        var far = await WhyAsync("https://elsewhere.test/");
        Assert.Equal(1, far.ExitCode);
        Assert.Contains("  nothing of its host was ever requested", far.OutputLines);
    }

    [Fact]
    public async Task Without_a_job_or_a_url_it_is_refused()
    {
        (await WhyAsync("https://a.test/")).IsRefused("There is no folder");
        (await WhyAsync("nonsense")).IsRefused("'nonsense' is not a URL");
        (await _project.RunAsync("why", "https://a.test/")).IsRefused("--job");
    }

    private Task<ProjectFolder.Outcome> WhyAsync(string url, params string[] options) => _project.RunAsync(["why", url, "--job", "jobs/pages", .. options]);

    private async Task CrawlAsync()
    {
        var route = _site!.ConnectTo.SelectMany(route => new[] { "--set", $"connectTo:{route.Key}={route.Value}" });
        var outcome = await _project.RunAsync(["crawl", "pages", "--job", "jobs/pages", "--quiet", "--set", "urls:maxLength=100", .. route]);
        Assert.Equal(0, outcome.ExitCode);
    }
}
