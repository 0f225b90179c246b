using System.Text;
using Crawling.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Tests;

public sealed class ReplayTests : IDisposable
{
    private readonly RecordingFile _recording = new();

    public void Dispose() => _recording.Dispose();

    [Fact]
    public async Task A_crawl_of_many_hosts_goes_the_same_way_each_time_without_its_site()
    {
        await using (var site = await LoopbackSite.StartAsync(path => path.Length > 6 ? "" : string.Concat(
            Enumerable.Range(1, 3).Select(link => $"<a href='http://host{link}.test{path.TrimEnd('/')}/{link}'></a>"))))
        {
            var options = _recording.ToRecord();
            foreach (var host in new[] { "host1.test", "host2.test", "host3.test" })
            {
                options.ConnectTo[host] = $"127.0.0.1:{site.Port}";
            }

            await CrawlOnce.RunAsync(Spider([]), options);
        }

        var first = await ReplayAsync();
        var second = await ReplayAsync();

        Assert.Equal(1 + 3 + 9 + 27 + 81, first.Count);
        Assert.Equal(first, second);

        async Task<List<string>> ReplayAsync()
        {
            List<string> urls = [];
            var result = await CrawlOnce.RunAsync(Spider(urls), _recording.ToReplay());
            Assert.Equal((CloseReason.Finished, null), (result.Reason, result.Error));
            return urls;
        }

        SpiderOf Spider(List<string> urls) => new() { Urls = ["http://host1.test/"], Parse = response => FollowAsync(response, urls) };

        static async IAsyncEnumerable<Output> FollowAsync(Response response, List<string> urls)
        {
            await Task.Yield();
            urls.Add(response.Url);
            foreach (var link in response.Links())
            {
                yield return response.Follow(link) with { Priority = link.Url.Href.Length % 3 };
            }
        }
    }

    [Fact]
    public async Task Equal_requests_get_their_answers_in_order_and_the_last_one_again()
    {
        var count = 0;
        await using var site = await LoopbackSite.StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            await context.Response.WriteAsync($"{await reader.ReadToEndAsync()}{Interlocked.Increment(ref count)}");
        });
        await CrawlOnce.RunAsync(Spider([], "a", "b", "a"), _recording.ToRecord());
        List<string> texts = [];

        await CrawlOnce.RunAsync(Spider(texts, "a", "a", "b", "a", "b"), _recording.ToReplay());

        Assert.Equal(["a1", "a3", "b2", "a3", "b2"], texts);

        SpiderOf Spider(List<string> texts, params string[] bodies)
        {
            return new() { Starting = StartAsync, Settings = options => options.ConcurrentRequests = 1, Parse = ParseAsync };

            async IAsyncEnumerable<Output> StartAsync()
            {
                await Task.CompletedTask;
                foreach (var body in bodies)
                {
                    yield return new Request(site.Url("/")) { Method = "POST", Body = Encoding.ASCII.GetBytes(body), DontFilter = true };
                }
            }

            async IAsyncEnumerable<Output> ParseAsync(Response response)
            {
                await Task.CompletedTask;
                texts.Add(Encoding.ASCII.GetString(response.Body.Span));
                yield break;
            }
        }
    }

    [Fact]
    public async Task Nothing_waits_however_long_the_site_and_the_settings_want_it()
    {
        await using var server = new RawServer(async connection =>
        {
            var request = await connection.ReadHeadAsync();
            await connection.SendAsync(
                request.StartsWith("GET /robots.txt", StringComparison.Ordinal) ? Ok("User-agent: *\nCrawl-delay: 30", "text/plain")
                : request.StartsWith("GET /moved", StringComparison.Ordinal) ? Ok("<meta http-equiv=refresh content='50; url=/end'>", "text/html")
                : request.StartsWith("GET /busy", StringComparison.Ordinal) ? "HTTP/1.1 503 Busy\r\nRetry-After: 3600\r\nContent-Length: 0\r\n\r\n"
                : Ok("page", "text/html"));
        });
        string[] urls = [server.Url("/moved"), server.Url("/busy"), server.Url("/1"), server.Url("/2")];
        await SpiderTest.CrawlAsync(new SpiderOf { Urls = urls }, Slow(_recording.ToRecord()));

        // On a clock that nobody sets on, whatever waited would wait for ever.
        await using var still = new ServiceCollection().AddSingleton<TimeProvider>(new FakeTime()).BuildServiceProvider();
        var result = await CrawlOnce.RunAsync(new SpiderOf { Urls = urls }, Slow(_recording.ToReplay()), still);

        Assert.Equal(CloseReason.Finished, result.Reason);
        Assert.Equal((2, 1), (result.Statistics["retry/count"], result.Statistics["retry/max_reached"]));
        Assert.Equal(3, result.Statistics["downloader/response_status_count/503"]);

        static string Ok(string body, string type) => $"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";

        static CrawlerOptions Slow(CrawlerOptions options)
        {
            options.Download.Delay = TimeSpan.FromSeconds(20);
            options.Hosts["127.0.0.1"] = new HostPaceOptions { Delay = TimeSpan.FromSeconds(40) };
            options.Retry.BaseDelay = TimeSpan.FromSeconds(10);
            options.AutoThrottle.Enabled = true;
            return options;
        }
    }

    [Fact]
    public async Task What_was_not_recorded_fails_by_its_name()
    {
        await using (var site = await LoopbackSite.StartAsync(path => path))
        {
            await CrawlOnce.RunAsync(new SpiderOf { Urls = [site.Url("/")] }, _recording.ToRecord());
        }

        var options = _recording.ToReplay();
        options.Robots.Obey = false;
        var result = await SpiderTest.CrawlAsync(new SpiderOf { Urls = ["http://other.test/page"] }, options);

        var failure = Assert.Single(result.Failures);
        Assert.Equal(FailureReason.Other, failure.Reason);
        Assert.Equal($"GET http://other.test/page is not in the recording {_recording.Path}.", failure.Exception!.Message);
    }

    [Fact]
    public async Task A_failure_that_was_recorded_fails_again()
    {
        await using var server = new RawServer("no HTTP at all\r\n\r\n");
        var options = _recording.ToRecord();
        options.Robots.Obey = false;
        await CrawlOnce.RunAsync(new SpiderOf { Urls = [server.Url("/")] }, options);

        options = _recording.ToReplay();
        options.Robots.Obey = false;
        var result = await SpiderTest.CrawlAsync(new SpiderOf { Urls = [server.Url("/")] }, options);

        Assert.Equal(FailureReason.BadReply, Assert.Single(result.Failures).Reason);
    }

    [Theory]
    [InlineData("crawl.warc.gz")]
    [InlineData("crawl.warc")]
    public async Task A_recording_that_was_cut_short_anywhere_in_its_end_replays_all_before(string name)
    {
        using var recording = new RecordingFile(name);
        await using var site = await LoopbackSite.StartAsync(path => path);
        var options = recording.ToRecord();
        options.Robots.Obey = false;
        await CrawlOnce.RunAsync(new SpiderOf { Urls = [site.Url("/1")] }, options);
        var whole = await File.ReadAllBytesAsync(recording.Path);
        options.Record.File = Path.Combine(recording.Folder, "more." + name);
        await CrawlOnce.RunAsync(new SpiderOf { Urls = [site.Url("/2")] }, options);
        var more = await File.ReadAllBytesAsync(options.Record.File);

        foreach (var kept in Enumerable.Range(0, 16).Select(part => more.Length * part / 16).Append(1).Append(11))
        {
            await File.WriteAllBytesAsync(recording.Path, [.. whole, .. more[..kept]]);
            var page = await SavedPage.FromRecordingAsync(site.Url("/1"), recording.Path);
            Assert.Equal("/1", page.Text);
        }
    }

    [Fact]
    public async Task A_file_that_is_no_recording_ends_the_crawl_with_its_name()
    {
        await File.WriteAllTextAsync(_recording.Path, "no WARC");

        var result = await CrawlOnce.RunAsync(new SpiderOf { Urls = ["http://a.test/"] }, _recording.ToReplay());

        Assert.Contains(_recording.Path, Assert.IsType<SettingsException>(result.Error).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_of_another_tool_is_replayed_with_its_chunks_and_its_order()
    {
        var page = Record("response", 1, "<http://a.test/page?b=2&a=1>", 2, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n6\r\n world\r\n0\r\n\r\n");
        var posted = Record("response", 3, "http://a.test/form", null, "HTTP/1.0 201 Created\r\nContent-Type: text/plain\r\n\r\nposted");
        var request = Record("request", 4, "http://a.test/form", 3, "POST /form HTTP/1.1\r\nContent-Length: 3\r\n\r\na=1");
        var other = Record("dns", 5, "dns:a.test", null, "anything");
        await File.WriteAllTextAsync(_recording.Path, page + other + posted + request);
        var options = _recording.ToReplay();
        options.Robots.Obey = false;
        List<(int, string)> answers = [];

        var result = await SpiderTest.CrawlAsync(new SpiderOf { Starting = StartAsync, Parse = ParseAsync }, options);

        Assert.Empty(result.Failures);
        Assert.Equal([(200, "hello world"), (201, "posted")], answers);

        static string Record(string type, int id, string url, int? with, string block) =>
            $"WARC/1.0\r\nWARC-Type: {type}\r\nWARC-Record-ID: <urn:uuid:{id}>\r\nWARC-Target-URI: {url}\r\n"
            + (with is null ? "" : $"WARC-Concurrent-To: <urn:uuid:{with}>\r\n")
            + $"Content-Type: application/http; msgtype={type}\r\nContent-Length: {block.Length}\r\n\r\n{block}\r\n\r\n";

        static async IAsyncEnumerable<Output> StartAsync()
        {
            await Task.CompletedTask;
            yield return new Request("http://a.test/page?b=2&a=1#top");
            yield return Request.Form("http://a.test/form", [new("a", "1")]);
        }

        async IAsyncEnumerable<Output> ParseAsync(Response response)
        {
            await Task.CompletedTask;
            answers.Add((response.Status, Encoding.ASCII.GetString(response.Body.Span)));
            yield break;
        }
    }

    [Fact]
    public async Task Limits_of_size_hold_as_they_do_on_the_wire()
    {
        await using (var site = await LoopbackSite.StartAsync(_ => new string('a', 5000)))
        {
            await CrawlOnce.RunAsync(new SpiderOf { Urls = [site.Url("/")] }, _recording.ToRecord());
            var options = _recording.ToReplay();
            options.Download.MaxBodySize = 4999;

            var result = await SpiderTest.CrawlAsync(new SpiderOf { Urls = [site.Url("/")] }, options);

            Assert.Equal(FailureReason.TooLarge, Assert.Single(result.Failures).Reason);
        }
    }
}
