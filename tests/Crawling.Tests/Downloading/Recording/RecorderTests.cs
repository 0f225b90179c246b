using System.IO.Compression;
using System.Text;
using Crawling.Recording;
using Microsoft.AspNetCore.Http;

namespace Crawling.Tests;

public sealed class RecorderTests : IDisposable
{
    private readonly RecordingFile _recording = new();

    public void Dispose() => _recording.Dispose();

    [Theory]
    [InlineData("", "")]
    [InlineData("foobar12345", "MZXW6YTBOIYTEMZUGU======")]
    [InlineData("fooba", "MZXW6YTB")]
    public void Digests_are_in_base32(string text, string expected) =>
        Assert.Equal(expected.TrimEnd('='), Base32.Of(Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData("crawl.warc.gz")]
    [InlineData("crawl.warc")]
    public async Task Every_exchange_is_there_robots_redirects_and_retries_too(string name)
    {
        using var recording = new RecordingFile(name);
        var tries = 0;
        await using var site = await LoopbackSite.StartAsync(
            async context =>
            {
                switch (context.Request.Path)
                {
                    case "/moved":
                        context.Response.Redirect("/page");
                        break;
                    case "/busy" when Interlocked.Increment(ref tries) == 1:
                        context.Response.StatusCode = 503;
                        break;
                    default:
                        await context.Response.WriteAsync($"this is {context.Request.Path}");
                        break;
                }
            },
            robots: context => context.Response.WriteAsync("User-agent: *"));

        var result = await CrawlOnce.RunAsync(new SpiderOf { Urls = [site.Url("/moved"), site.Url("/busy")] }, recording.ToRecord());

        var records = StrictWarc.Read(recording.Path);
        Assert.Equal(
            [("/busy", "200 OK"), ("/busy", "503 Service Unavailable"), ("/moved", "302 Found"), ("/page", "200 OK"), ("/robots.txt", "200 OK")],
            records.Where(record => record.Type == "response")
                .Select(record => (new Uri(record.Url).AbsolutePath, record.Text.Split("\r\n")[0]["HTTP/1.1 ".Length..]))
                .Order());
        Assert.Equal(5, records.Count(record => record.Type == "request"));
        Assert.Equal(5, records.Count(record => record.Type == "metadata"));
        Assert.Equal(5, result.Statistics["recording/exchange_count"]);
        var page = records.Single(record => record.Type == "response" && record.Url == site.Url("/page"));
        Assert.Equal("this is /page", Encoding.ASCII.GetString(page.Body));
        Assert.DoesNotContain("Transfer-Encoding", page.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Bodies_are_as_they_came_and_credentials_are_not_there()
    {
        var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write("<h1>Page</h1>"u8);
        }

        await using var site = await LoopbackSite.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            context.Response.Cookies.Append("known", "yes");
            await context.Response.Body.WriteAsync(zipped.ToArray());
        });
        var url = site.Url("/page");
        var spider = new SpiderOf { Starting = StartAsync };
        var options = _recording.ToRecord();
        options.Auth.Headers.Add("X-Mine");

        await CrawlOnce.RunAsync(spider, options);

        var response = Assert.Single(StrictWarc.Of(_recording.Path, "response", url));
        Assert.Equal(zipped.ToArray(), response.Body);
        Assert.Contains("\r\nContent-Encoding: gzip\r\n", response.Text, StringComparison.OrdinalIgnoreCase);
        var request = Assert.Single(StrictWarc.Of(_recording.Path, "request", url));
        Assert.StartsWith("PUT /page HTTP/1.1\r\n", request.Text, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\nhello", request.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", Encoding.UTF8.GetString(Decompressed()), StringComparison.Ordinal);
        Assert.All(
            ["Authorization", "Cookie", "X-Mine"],
            name => Assert.Contains($"\r\n{name}: redacted\r\n", request.Text, StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_recording.Path));
        }

        async IAsyncEnumerable<Output> StartAsync()
        {
            await Task.CompletedTask;
            yield return new Request(url.Replace("//", "//me:hidden@", StringComparison.Ordinal))
            {
                Method = "PUT",
                Body = "hello"u8.ToArray(),
                Headers = new HeaderList().Add("Authorization", "Bearer hidden").Add("X-Mine", "hidden"),
                Cookies = new Dictionary<string, string> { ["session"] = "hidden" },
            };
        }
    }

    [Fact]
    public async Task A_body_that_goes_to_a_file_is_in_the_recording_too()
    {
        var content = new byte[300_000];
        new Random(1).NextBytes(content);
        await using var site = await LoopbackSite.StartAsync(context => context.Response.Body.WriteAsync(content).AsTask());
        var file = Path.Combine(_recording.Folder, "file.bin");

        await CrawlOnce.RunAsync(new SpiderOf { Starting = StartAsync }, _recording.ToRecord());
        File.Delete(file);
        await CrawlOnce.RunAsync(new SpiderOf { Starting = StartAsync }, _recording.ToReplay());

        Assert.Equal(content, Assert.Single(StrictWarc.Of(_recording.Path, "response", site.Url("/file"))).Body);
        Assert.Equal(content, await File.ReadAllBytesAsync(file));

        async IAsyncEnumerable<Output> StartAsync()
        {
            await Task.CompletedTask;
            yield return new Request(site.Url("/file")) { SaveTo = file };
        }
    }

    [Fact]
    public async Task A_body_that_breaks_off_says_so()
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\nonly this");
        var options = _recording.ToRecord();
        options.Robots.Obey = false;
        options.Download.KeepTruncated = true;

        await CrawlOnce.RunAsync(new SpiderOf { Urls = [server.Url("/")] }, options);

        var response = Assert.Single(StrictWarc.Of(_recording.Path, "response", server.Url("/")));
        Assert.Equal("disconnect", response.Fields["WARC-Truncated"]);
        Assert.EndsWith("\r\n\r\nonly this", response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_is_begun_anew_each_time_and_takes_nothing_from_a_cache()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        var options = _recording.ToRecord();
        options.Cache.Policy = CachePolicy.Everything;
        options.Cache.File = Path.Combine(_recording.Folder, "cache.db");

        await CrawlOnce.RunAsync(new SpiderOf { Urls = [site.Url("/")] }, options);
        await CrawlOnce.RunAsync(new SpiderOf { Urls = [site.Url("/")] }, options);

        Assert.Single(StrictWarc.Of(_recording.Path, "response", site.Url("/")));
    }

    [Fact]
    public async Task A_job_that_goes_on_appends_behind_what_it_has_kept()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        string[] urls = [.. Enumerable.Range(1, 6).Select(page => site.Url($"/{page}"))];

        await CrawlOnce.RunAsync(new SpiderOf { Urls = urls }, Options(pages: 2));
        var kept = StrictWarc.Read(_recording.Path).Count;
        await File.AppendAllTextAsync(_recording.Path, "half a record");
        await CrawlOnce.RunAsync(new SpiderOf { Urls = urls }, Options(pages: null));

        var records = StrictWarc.Read(_recording.Path);
        Assert.InRange(kept, 1 + (2 * 3), records.Count - 1);
        Assert.Equal(2, records.Count(record => record.Type == "warcinfo"));
        Assert.Equal(urls, records.Where(record => record.Type == "response").Select(record => record.Url).Where(urls.Contains).Distinct().Order());

        CrawlerOptions Options(int? pages)
        {
            var options = _recording.ToRecord();
            options.ConcurrentRequests = 1;
            options.Job.Directory = Path.Combine(_recording.Folder, "job");
            options.Close.Pages = pages;
            return options;
        }
    }

    [Fact]
    public async Task A_job_does_not_go_on_with_a_recording_that_lacks_what_it_had()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        var options = _recording.ToRecord();
        options.ConcurrentRequests = 1;
        options.Job.Directory = Path.Combine(_recording.Folder, "job");
        options.Close.Pages = 1;
        var urls = new[] { site.Url("/1"), site.Url("/2"), site.Url("/3") };
        await CrawlOnce.RunAsync(new SpiderOf { Urls = urls }, options);
        File.Delete(_recording.Path);

        var result = await CrawlOnce.RunAsync(new SpiderOf { Urls = urls }, options);

        Assert.Contains("shorter than the job has left it", Assert.IsType<SettingsException>(result.Error).Message, StringComparison.Ordinal);
    }

    private byte[] Decompressed()
    {
        using var file = new GZipStream(File.OpenRead(_recording.Path), CompressionMode.Decompress);
        var content = new MemoryStream();
        file.CopyTo(content);
        return content.ToArray();
    }
}
