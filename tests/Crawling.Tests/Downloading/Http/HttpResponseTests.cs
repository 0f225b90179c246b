using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Crawling.Tests.Downloading.Http;

/// <summary>What comes in, and what is made of it.</summary>
public sealed class HttpResponseTests
{
    [Fact]
    public async Task Headers_are_kept_as_received_duplicates_included()
    {
        var response = await AnswerAsync("HTTP/1.1 200 OK\r\nSet-Cookie: a=1, x\r\nX-One: 1\r\nset-cookie: b=2\r\nX-Empty:\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal(["a=1, x", "b=2"], response.Headers.GetAll("Set-Cookie"));
        Assert.Equal("", response.Headers["X-Empty"]);
        Assert.Equal("0", response.Headers["Content-Length"]);
    }

    [Theory]
    [InlineData("Zo\u00eb", "Zoë")]
    [InlineData("Zo\u00c3\u00ab \u00e2\u0082\u00ac", "Zoë €")]
    [InlineData("\u00e9\u00c3\u00ab", "éÃ«")]
    public async Task Header_bytes_are_read_as_utf_8_if_they_are_that_else_as_latin_1(string bytes, string expected)
    {
        var response = await AnswerAsync($"HTTP/1.1 200 OK\r\nX-Name: {bytes}\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal(expected, response.Headers["X-Name"]);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;ext=1\r\nhel\r\n02\r\nlo\r\n0\r\nTrailer: x\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\nhello")]
    [InlineData("HTTP/1.0 200 OK\r\n\r\nhello")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello")]
    public async Task A_body_ends_where_its_framing_says(string reply)
    {
        var response = await AnswerAsync(reply);

        Assert.Equal(200, response.Status);
        Assert.Equal("hello", Encoding.ASCII.GetString(response.Body.Span));
    }

    [Theory]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", "GET", 204)]
    [InlineData("HTTP/1.1 304 Not Modified\r\nContent-Length: 999999999999\r\n\r\n", "GET", 304)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n", "HEAD", 200)]
    public async Task An_answer_without_a_body_has_none_whatever_its_length_says(string reply, string method, int status)
    {
        await using var server = new RawServer(reply);
        var response = (await Fetched.FromAsync(new Request(server.Url("/")) { Method = method, AllowedStatuses = [status] })).Response;

        Assert.Equal(status, response.Status);
        Assert.Equal(0, response.Body.Length);
        Assert.StartsWith(method, Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_comes_through_byte_for_byte()
    {
        var body = new byte[3_000_000];
        new Random(2).NextBytes(body);
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            context.Response.ContentLength = context.Request.Path == "/chunked" ? null : body.Length;
            return context.Response.Body.WriteAsync(body).AsTask();
        });
        var fetched = await Fetched.FromAsync([new(site.Url("/")), new(site.Url("/chunked"))]);

        Assert.All(fetched.Responses, response => Assert.True(response.Body.Span.SequenceEqual(body)));
        Assert.Equal(2, fetched.Responses.Count);
    }

    [Fact]
    public async Task Cookies_of_the_server_are_not_kept_by_the_transport()
    {
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            context.Response.Headers.SetCookie = "a=1";
            return context.Response.WriteAsync(context.Request.Headers.Cookie.ToString());
        });
        var options = Fetched.Options(options => options.DownloaderMiddleware.ReplaceBy([]));
        var fetched = new Fetched();
        await CrawlOnce.RunAsync(fetched.Spider([new(site.Url("/1")), new(site.Url("/2"))]), options);

        Assert.Equal(["", ""], fetched.Responses.Select(response => Encoding.ASCII.GetString(response.Body.Span)));
    }

    [Fact]
    public async Task Redirects_and_content_codings_are_not_the_transports_business()
    {
        await using var server = new RawServer(
            "HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain");
        var response = (await Fetched.FromAsync(
            new Request(server.Url("/")) { AllowedStatuses = [302] }, options => options.DownloaderMiddleware.ReplaceBy([]))).Response;

        Assert.Equal(302, response.Status);
        Assert.Equal("plain", Encoding.ASCII.GetString(response.Body.Span));
        Assert.Equal("gzip", response.Headers["Content-Encoding"]);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nB\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    public async Task A_body_over_the_limit_is_not_read_to_its_end(string head)
    {
        // The connection stays open, and the body stays one byte over the limit: to wait for more would be to hang.
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.SendAsync(head + (head.Contains("Content-Length", StringComparison.Ordinal) ? "" : "hello world"));
            await connection.UntilClosedAsync();
        });
        var byCrawl = await Fetched.FromAsync(new Request(server.Url("/")), options => options.Download.MaxBodySize = 10);
        var byRequest = await Fetched.FromAsync(new Request(server.Url("/")) { MaxBodySize = 10 });

        Assert.Equal(FailureReason.TooLarge, byCrawl.Failure.Reason);
        Assert.Equal(FailureReason.TooLarge, byRequest.Failure.Reason);
        Assert.Contains("10 bytes", byRequest.Failure.Exception!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_as_large_as_the_limit_is_taken()
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        var fetched = await Fetched.FromAsync(new Request(server.Url("/")) { MaxBodySize = 5 }, options => options.Download.MaxBodySize = 1);

        Assert.Equal(5, fetched.Response.Body.Length);
    }

    [Fact]
    public async Task A_promised_length_takes_no_memory()
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 2000000000\r\n\r\nhello");
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var fetched = await Fetched.FromAsync(new Request(server.Url("/")), options => options.Download.MaxBodySize = 2_000_000_000);

        Assert.Equal(FailureReason.Truncated, fetched.Failure.Reason);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 1_000_000_000);
    }

    [Fact]
    public async Task What_the_wire_carried_is_counted_under_scrapys_names()
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        var result = (await Fetched.FromAsync(Request.Form(server.Url("/"), [new("a", "1")]))).Result;

        Assert.Equal(1, result.Statistics["downloader/request_count"]);
        Assert.Equal(1, result.Statistics["downloader/request_method_count/POST"]);
        Assert.Equal(1, result.Statistics["downloader/response_count"]);
        Assert.Equal(1, result.Statistics["downloader/response_status_count/200"]);
        Assert.Equal("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello".Length, result.Statistics["downloader/response_bytes"]);
        Assert.InRange(result.Statistics["downloader/request_bytes"], "POST / HTTP/1.1\r\n\r\na=1".Length, 1000);
    }

    [Fact]
    public async Task Requests_one_after_the_other_use_one_connection()
    {
        var connections = new HashSet<string>();
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            Assert.Equal("HTTP/1.1", context.Request.Protocol);
            connections.Add(context.Connection.Id);
            return context.Response.WriteAsync(context.Request.Path);
        });
        var fetched = await Fetched.FromAsync(
            [.. Enumerable.Range(0, 20).Select(i => new Request(site.Url(string.Create(CultureInfo.InvariantCulture, $"/{i}"))))]);

        Assert.Equal(20, fetched.Responses.Count);
        Assert.Single(connections);
    }

    private static async Task<Response> AnswerAsync(string reply)
    {
        await using var server = new RawServer(reply);
        return (await Fetched.FromAsync(new Request(server.Url("/")))).Response;
    }
}
