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
    public async Task The_body_goes_to_standard_output_and_the_headers_to_standard_error_if_asked()
    {
        var outcome = await FetchAsync("http://quotes.toscrape.com/", "--headers");

        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith("<!DOCTYPE html>", outcome.Output, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("</html>", outcome.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("> GET http://quotes.toscrape.com/\n> User-Agent: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("< 200 http://quotes.toscrape.com/\n", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("< Content-Type: text/html", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_request_is_shown_with_its_times_if_asked()
    {
        var outcome = await FetchAsync("http://quotes.toscrape.com/", "--timing");

        Assert.Collection(
            outcome.ErrorLines,
            robots => Assert.Matches("^\\* GET http://quotes.toscrape.com/robots.txt 200 HTTP/1.1: look-up .* ms, connect .* ms, first byte .* ms, total .* ms$", robots),
            page => Assert.Matches("^\\* GET http://quotes.toscrape.com/ 200 HTTP/1.1: connection kept, first byte .* ms, total .* ms$", page));
    }

    [Fact]
    public async Task View_saves_the_page_and_opens_it_in_the_browser()
    {
        _folder.Write("browser", "#!/bin/sh\ncp \"$1\" opened.html.part && mv opened.html.part opened.html\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(_folder.Root, "browser"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        _folder.Environment["BROWSER"] = Path.Combine(_folder.Root, "browser");

        var outcome = await _folder.RunAsync("view", "http://quotes.toscrape.com/", "--demo");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        var saved = await File.ReadAllTextAsync(Assert.Single(outcome.OutputLines));
        Assert.Contains("<base href=\"http://quotes.toscrape.com/\">", saved, StringComparison.Ordinal);
        for (var i = 0; i < 600 && !File.Exists(Path.Combine(_folder.Root, "opened.html")); i++)
        {
            await Task.Delay(100);
        }

        Assert.Equal(saved, _folder.Read("opened.html"));
        Directory.Delete(Path.GetDirectoryName(outcome.OutputLines[0])!, recursive: true);
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
        _folder.Write("crawler.json", """{ "crawler": { "feeds": [ { "path": "items.jsonl" } ], "job": { "directory": "job" }, "close": { "after": "00:00:00.000001", "pages": 1 }, "record": { "file": "crawl.warc.gz" } } }""");

        Assert.Equal(0, (await FetchAsync("http://quotes.toscrape.com/")).ExitCode);
        Assert.Equal(["crawler.json"], Directory.GetFileSystemEntries(_folder.Root).Select(Path.GetFileName));
    }

    private Task<ProjectFolder.Outcome> FetchAsync(params string[] arguments) => _folder.RunAsync(
        ["fetch", .. arguments, .. _site!.ConnectTo.SelectMany(route => new[] { "--set", $"connectTo:{route.Key}={route.Value}" })]);
}
