using Crawling.Testing;
using Microsoft.AspNetCore.Http;

namespace Crawling.Tests;

public class SpiderTestTests
{
    private const string Page = "<h1>One</h1><a href='/2'>next</a><a href='/2'>again</a>";

    [Fact]
    public async Task A_callback_on_a_page_gives_its_items_and_requests_as_they_were_yielded()
    {
        var result = await SpiderTest.RunAsync(new Titles(), SavedPage.FromText("http://a.test/1", Page));

        Assert.Equal([new Title("One")], result.Items);
        Assert.Equal(["http://a.test/2", "http://a.test/2"], result.Requests.Select(request => request.Url.Href));
        Assert.Empty(result.Failures);
    }

    [Fact]
    public async Task A_page_may_have_any_status_and_what_was_given_along_with_its_request()
    {
        var page = new Response("http://a.test/", 404, request: new Request("http://a.test/") { Meta = new Dictionary<string, object?> { ["n"] = 7 } });
        var spider = new Titles();

        var result = await SpiderTest.RunAsync(spider, page, spider.ParseStatusAsync);

        Assert.Equal([new Title("404 7")], result.Items);
    }

    [Fact]
    public async Task What_a_callback_fetches_is_given_by_the_test()
    {
        var spider = new Titles();
        var page = SavedPage.FromText("http://a.test/1", Page);

        var result = await SpiderTest.RunAsync(spider, page, spider.FetchingAsync, [SavedPage.FromText("http://a.test/2", "<h1>Two</h1>")]);
        var lacking = new Titles();
        var error = await Assert.ThrowsAsync<DownloadException>(() => SpiderTest.RunAsync(lacking, page, lacking.FetchingAsync));

        Assert.Equal([new Title("Two")], result.Items);
        Assert.Contains("http://a.test/2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_callback_throws_the_test_gets()
    {
        var error = await Assert.ThrowsAsync<NotSupportedException>(() => SpiderTest.RunAsync(
            new Titles(), new Response("http://a.test/", headers: new HeaderList().Add("Content-Type", "image/png"), body: new byte[] { 0, 1, 2 })));

        Assert.Contains("image/png", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_may_come_from_a_file()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, $"<!doctype html>{Page}");

            var result = await SpiderTest.RunAsync(new Titles(), await SavedPage.FromFileAsync("http://a.test/1", path));

            Assert.Equal([new Title("One")], result.Items);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_page_may_come_from_a_recording_and_a_whole_crawl_too()
    {
        using var recording = new RecordingFile();
        SpiderTestResult crawled;
        string url;
        await using (var site = await LoopbackSite.StartAsync(path => path == "/1" ? Page : $"<h1>At {path}</h1>"))
        {
            url = site.Url("/1");
            crawled = await SpiderTest.CrawlAsync(new Titles { Url = url }, recording.ToRecord());
        }

        var page = await SpiderTest.RunAsync(new Titles(), await SavedPage.FromRecordingAsync(url, recording.Path));
        var replayed = await SpiderTest.ReplayAsync(new Titles { Url = url }, recording.Path);

        Assert.Equal([new Title("One")], page.Items);
        Assert.Equal([new Title("One"), new Title("At /2")], replayed.Items);
        Assert.Equal(crawled.Items, replayed.Items);
        Assert.Equal(2, replayed.Requests.Count);
        Assert.Equal(CloseReason.Finished, replayed.Reason);
    }

    [Fact]
    public async Task A_site_is_crawled_on_a_clock_that_goes_on_by_itself()
    {
        await using var site = await LoopbackSite.StartAsync(path => path == "/1" ? Page : "<h1>At " + path + "</h1>");
        var options = new CrawlerOptions { Download = { Delay = TimeSpan.FromHours(1), RandomizeDelay = false } };
        var time = new FakeTime();
        var start = time.GetUtcNow();

        var result = await SpiderTest.CrawlAsync(new Titles { Url = site.Url("/1") }, options, time);

        // robots.txt, then two pages.
        Assert.InRange(time.GetUtcNow() - start, TimeSpan.FromHours(2), TimeSpan.FromHours(2.01));
        Assert.Equal([new Title("One"), new Title("At /2")], result.Items);
    }

    [Fact]
    public async Task The_clock_goes_on_for_what_a_callback_fetches_and_for_what_is_tried_again()
    {
        var tries = 0;
        await using var site = await LoopbackSite.StartAsync(
            context => context.Response.WriteAsync(context.Request.Path == "/1" ? Page : "<h1>Two</h1>"),
            robots: context =>
            {
                context.Response.StatusCode = Interlocked.Increment(ref tries) == 1 ? 503 : 404;
                return Task.CompletedTask;
            });
        var options = new CrawlerOptions { Download = { Delay = TimeSpan.FromHours(1) }, Retry = { BaseDelay = TimeSpan.FromHours(1), MaxDelay = TimeSpan.FromHours(1) } };

        var result = await SpiderTest.CrawlAsync(new Titles { Url = site.Url("/1"), Fetches = true }, options);

        Assert.Equal(2, tries);
        Assert.Equal([new Title("Two")], result.Items);
    }

    [Fact]
    public async Task Failures_are_listed_and_what_ends_a_crawl_is_thrown()
    {
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        });

        var result = await SpiderTest.CrawlAsync(new Titles { Url = site.Url("/") });

        Assert.Equal(FailureReason.HttpStatus, Assert.Single(result.Failures).Reason);
        await Assert.ThrowsAsync<SettingsException>(() => SpiderTest.ReplayAsync(new Titles(), Path.Combine(Path.GetTempPath(), "no-such.warc.gz")));
    }

    private sealed record Title(string Text) : Item;

    private sealed class Titles : Spider
    {
        public string Url { get; init; } = "http://a.test/";

        public bool Fetches { get; init; }

        public override IEnumerable<string> StartUrls => [Url];

        public override IAsyncEnumerable<Output> ParseAsync(Response response) => Fetches ? FetchingAsync(response) : TitlesAsync(response);

        private static async IAsyncEnumerable<Output> TitlesAsync(Response response)
        {
            await Task.CompletedTask;
            yield return new Title(response.Css("h1::text").Get()!);
            foreach (var next in response.FollowAll(response.Css("a")))
            {
                yield return next;
            }
        }

        public async IAsyncEnumerable<Output> ParseStatusAsync(Response response)
        {
            await Task.CompletedTask;
            yield return new Title($"{response.Status} {response.Meta["n"]}");
        }

        public async IAsyncEnumerable<Output> FetchingAsync(Response response)
        {
            var next = await response.FetchAsync(response.Follow(response.Css("a")[0])!);
            yield return new Title(next.Css("h1::text").Get()!);
        }
    }
}
