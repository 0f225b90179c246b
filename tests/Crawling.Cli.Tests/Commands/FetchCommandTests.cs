using Crawling.Testing;

namespace Crawling.Cli.Tests.Commands;

public sealed class FetchCommandTests : IAsyncLifetime
{
    private readonly ProjectFolder _folder = new(settings: null);
    private DemoSite? _site;

    public async Task InitializeAsync() => _site = await DemoSite.StartAsync();

    public async Task DisposeAsync()
    {
        await _site!.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_body_goes_to_standard_output()
    {
        var outcome = await FetchAsync("http://quotes.toscrape.com/");

        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith("<!DOCTYPE html>", outcome.Output, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("</html>", outcome.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_go_to_standard_error()
    {
        var outcome = await FetchAsync("http://quotes.toscrape.com/", "--headers");

        Assert.Contains("> GET http://quotes.toscrape.com/\n", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("< 200 http://quotes.toscrape.com/\n", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("< Content-Type: text/html", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_status_that_is_no_success_is_exit_code_1_with_the_body_all_the_same()
    {
        var outcome = await FetchAsync("http://quotes.toscrape.com/no-such-page/");

        Assert.Equal(1, outcome.ExitCode);
        Assert.NotEqual("", outcome.Output);
        Assert.Contains("answered 404", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_cannot_be_fetched_is_exit_code_1_with_the_reason()
    {
        var outcome = await _folder.RunAsync("fetch", "http://127.0.0.1:1/", "--set", "retry:times=0", "--set", "robots:obey=false");

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("crawler: not fetched: ConnectionRefused", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_feeds_the_job_and_the_recording_of_a_project_are_left_alone()
    {
        _folder.Write("crawler.json", """{ "crawler": { "feeds": [ { "path": "items.jsonl" } ], "job": { "directory": "job" }, "record": { "file": "crawl.warc.gz" } } }""");

        Assert.Equal(0, (await FetchAsync("http://quotes.toscrape.com/")).ExitCode);
        Assert.Equal(["crawler.json"], Directory.GetFileSystemEntries(_folder.Root).Select(Path.GetFileName));
    }

    private Task<ProjectFolder.Outcome> FetchAsync(params string[] arguments) => _folder.RunAsync(
        ["fetch", .. arguments, .. _site!.ConnectTo.SelectMany(route => new[] { "--set", $"connectTo:{route.Key}={route.Value}" })]);
}
