using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Crawling.Tests.Downloading.Middleware.Robots;

/// <summary>What the answer to the fetch of a robots.txt means (RFC 9309, section 2.3).</summary>
public sealed class RobotsFetchTests
{
    private const string Rules = "User-agent: *\nDisallow: /private\n";

    [Theory]
    [InlineData(200, "/open")]
    [InlineData(204, "/open /private")]
    [InlineData(304, "/open /private")]
    [InlineData(400, "/open /private")]
    [InlineData(401, "/open /private")]
    [InlineData(403, "/open /private")]
    [InlineData(404, "/open /private")]
    [InlineData(410, "/open /private")]
    [InlineData(429, "/open /private")]
    [InlineData(451, "/open /private")]
    [InlineData(500, "")]
    [InlineData(503, "")]
    [InlineData(599, "")]
    [InlineData(999, "")]
    public async Task The_status_decides(int status, string fetched)
    {
        await using var site = await SiteOf(context =>
        {
            context.Response.StatusCode = status;
            return status is 204 or 304 ? Task.CompletedTask : context.Response.WriteAsync(Rules);
        });
        var crawl = await CrawlAsync(site);
        var result = crawl.Result;

        Assert.Equal(fetched, string.Join(' ', site.Requests.Where(path => path != "/robots.txt")));
        Assert.All(crawl.Failures, failure => Assert.Equal(FailureReason.RobotsDenied, failure.Reason));
        Assert.Single(site.Requests, "/robots.txt");
        Assert.Equal(1, result.Statistics[$"robotstxt/response_status_count/{status}"]);
    }

    [Fact]
    public async Task When_the_network_fails_nothing_is_allowed_and_the_refusal_says_why()
    {
        await using var site = await SiteOf(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        var fetched = await CrawlAsync(site);

        Assert.Equal(["/robots.txt"], site.Requests);
        Assert.All(fetched.Failures, failure => Assert.Equal(FailureReason.ConnectionLost, failure.Reason));
        Assert.All(fetched.Failures, failure => Assert.Contains("/robots.txt could not be fetched (ConnectionLost", failure.Exception!.Message, StringComparison.Ordinal));
        Assert.Equal(2, fetched.Failures.Count);
        Assert.Equal(2, fetched.Result.Statistics["robotstxt/forbidden"]);
        Assert.Equal(1, fetched.Result.Statistics["robotstxt/exception_count/ConnectionLost"]);
        Assert.Equal(0, fetched.Result.Statistics["robotstxt/response_count"]);
    }

    [Fact]
    public async Task A_failure_that_passes_is_tried_again_as_that_of_a_page_is()
    {
        var asked = 0;
        await using var site = await SiteOf(context =>
        {
            context.Response.StatusCode = ++asked < 3 ? 502 : 200;
            return context.Response.WriteAsync(Rules);
        });
        var result = (await CrawlAsync(site, options => options.Retry.Times = 2)).Result;

        Assert.Equal(["/robots.txt", "/robots.txt", "/robots.txt", "/open"], site.Requests);
        Assert.Equal(1, result.Statistics["robotstxt/request_count"]);
        Assert.Equal(1, result.Statistics["robotstxt/response_count"]);
    }

    [Theory]
    [InlineData(5, 301, "/open")]
    [InlineData(5, 307, "/open")]
    [InlineData(6, 302, "/open /private")]
    public async Task Five_redirects_are_followed_to_other_hosts_too(int redirects, int status, string fetched)
    {
        await using var other = await LoopbackSite.StartAsync(context =>
        {
            var left = int.Parse(context.Request.Path.Value![1..]);
            if (left == 0)
            {
                return context.Response.WriteAsync(Rules);
            }

            context.Response.StatusCode = status;
            context.Response.Headers.Location = $"/{left - 1}";
            return Task.CompletedTask;
        });
        await using var site = await SiteOf(context =>
        {
            context.Response.Redirect(other.Url($"/{redirects - 1}").Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
            return Task.CompletedTask;
        });
        var result = (await CrawlAsync(site)).Result;

        Assert.Equal(fetched, string.Join(' ', site.Requests.Skip(1)));
        Assert.Equal(5, other.Requests.Count);
        Assert.Equal(1, result.Statistics["robotstxt/response_count"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ftp://127.0.0.1/robots.txt")]
    public async Task A_redirect_that_leads_nowhere_is_no_file(string location)
    {
        await using var site = await SiteOf(context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = location;
            return context.Response.WriteAsync(Rules);
        });
        await CrawlAsync(site);

        Assert.Contains("/private", site.Requests);
    }

    [Fact]
    public async Task Of_a_file_without_end_the_first_500_KiB_are_read()
    {
        await using var site = await SiteOf(async context =>
        {
            await context.Response.WriteAsync(Rules);
            var comment = "#" + new string('x', 10_000) + "\n";
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(comment, context.RequestAborted);
            }
        });
        var result = (await CrawlAsync(site)).Result;

        Assert.Equal(["/robots.txt", "/open"], site.Requests);
        Assert.Equal(1, result.Statistics["robotstxt/response_status_count/200"]);
    }

    [Fact]
    public async Task What_lies_beyond_500_KiB_does_not_count_though_its_length_is_told()
    {
        await using var site = await SiteOf(context =>
        {
            var file = Encoding.ASCII.GetBytes("User-agent: *\n" + new string('\n', 500 * 1024) + "Disallow: /open\n");
            context.Response.ContentLength = file.Length;
            return context.Response.Body.WriteAsync(file).AsTask();
        });
        await CrawlAsync(site);

        Assert.Equal(["/robots.txt", "/open", "/private"], site.Requests);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100 << 20)]
    public async Task A_compressed_file_is_decoded_up_to_500_KiB(int padding)
    {
        await using var site = await SiteOf(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            var coded = new MemoryStream();
            await using (var gzip = new GZipStream(coded, CompressionLevel.Fastest))
            {
                await gzip.WriteAsync(Encoding.ASCII.GetBytes(Rules));
                await gzip.WriteAsync(new byte[padding]);
            }

            await context.Response.Body.WriteAsync(coded.ToArray());
        });
        await CrawlAsync(site);

        Assert.Equal(["/robots.txt", "/open"], site.Requests);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_allow_everything()
    {
        var bytes = new byte[100_000];
        new Random(1).NextBytes(bytes);
        await using var site = await SiteOf(context => context.Response.Body.WriteAsync(bytes).AsTask());
        await CrawlAsync(site);

        Assert.Equal(["/robots.txt", "/open", "/private"], site.Requests);
    }

    private static Task<LoopbackSite> SiteOf(RequestDelegate robots) =>
        LoopbackSite.StartAsync(static context => context.Response.WriteAsync("page"), robots: robots);

    private static Task<Fetched> CrawlAsync(LoopbackSite site, Action<CrawlerOptions>? settings = null) =>
        Fetched.FromAsync([new Request(site.Url("/open")), new Request(site.Url("/private"))], options =>
        {
            options.Robots.Obey = true;
            options.Retry.BaseDelay = TimeSpan.Zero;
            settings?.Invoke(options);
        });
}
