using System.Diagnostics;
using System.Text;

namespace Crawling.Tests.Downloading.Http;

/// <summary>What goes out, as the bytes of HTTP/1.1.</summary>
public sealed class HttpRequestTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    [Theory]
    [InlineData("/a%2Fb?x=%7e|y")]
    [InlineData("/a//b;c=%c3%bc?q=1+2&&=%20%")]
    [InlineData("/caf%C3%A9/%E2%82%AC'()*!~")]
    [InlineData("/?http://b.example/a/../b")]
    public async Task Path_and_query_go_out_as_the_url_has_them(string target)
    {
        await using var server = new RawServer(Ok);
        await Fetched.FromAsync(new Request(server.Url(target)));

        Assert.StartsWith($"GET {target} HTTP/1.1\r\n", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_fragment_and_the_user_stay_here()
    {
        await using var server = new RawServer(Ok);
        var fetched = await Fetched.FromAsync(new Request($"http://user:secret@127.0.0.1:{server.Port}/a?b#part"));

        var head = Assert.Single(server.Requests);
        Assert.StartsWith($"GET /a?b HTTP/1.1\r\nHost: 127.0.0.1:{server.Port}\r\n", head, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", head, StringComparison.Ordinal);
        Assert.Equal("#part", fetched.Response.Url.Fragment);
    }

    [Fact]
    public async Task Nothing_is_sent_but_the_headers_of_the_request_and_the_defaults()
    {
        await using var server = new RawServer(Ok);
        await Fetched.FromAsync(new Request(server.Url("/"))
        {
            Headers = new HeaderList().Add("X-Zebra", "1").Add("Referer", "http://a.example/x y").Add("x-ant", "a,  b").Add("Cookie", "k=v; w"),
        });

        Assert.Equal(
            string.Join(
                "\r\n",
                "GET / HTTP/1.1",
                $"Host: 127.0.0.1:{server.Port}",
                "X-Zebra: 1",
                "Referer: http://a.example/x y",
                "x-ant: a,  b",
                "Cookie: k=v; w",
                $"User-Agent: {new CrawlerOptions().UserAgent}",
                "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "Accept-Language: en",
                "Accept-Encoding: gzip, deflate, br",
                "",
                ""),
            Assert.Single(server.Requests));
    }

    [Fact]
    public async Task No_trace_header_is_added_though_an_activity_runs()
    {
        await using var server = new RawServer(Ok);
        await Fetched.FromAsync(
            new Request(server.Url("/")), options => options.DownloaderMiddleware.InsertBefore<DefaultHeadersMiddleware, Traced>());

        Assert.DoesNotContain("traceparent", Assert.Single(server.Requests), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Header_values_go_out_as_utf_8()
    {
        await using var server = new RawServer(Ok);
        await Fetched.FromAsync(new Request(server.Url("/")) { Headers = new HeaderList().Add("X-Name", "Zoë €") });

        Assert.Contains("\r\nX-Name: Zo\u00c3\u00ab \u00e2\u0082\u00ac\r\n", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_goes_out_as_it_is_with_its_length_and_type()
    {
        byte[] body = [.. Enumerable.Range(0, 256).Select(b => (byte)b)];
        var received = "";
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadHeadAsync();
            received = await connection.ReadAsync(256);
            await connection.SendAsync(Ok);
        });
        await Fetched.FromAsync(new Request(server.Url("/"))
        {
            Method = "POST",
            Headers = new HeaderList().Add("Content-Type", "application/x-own; a=b;c").Add("Content-Length", "7").Add("Transfer-Encoding", "chunked"),
            Body = body,
        });

        var head = Assert.Single(server.Requests);
        Assert.StartsWith("POST / HTTP/1.1\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Type: application/x-own; a=b;c\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Length: 256\r\n", head, StringComparison.Ordinal);
        Assert.DoesNotContain("chunked", head, StringComparison.Ordinal);
        Assert.Equal(body, Encoding.Latin1.GetBytes(received));
    }

    [Theory]
    [InlineData("POST", true)]
    [InlineData("PUT", true)]
    [InlineData("GET", false)]
    [InlineData("DELETE", false)]
    public async Task Only_methods_that_need_a_body_tell_that_it_is_empty(string method, bool tells)
    {
        await using var server = new RawServer(Ok);
        await Fetched.FromAsync(new Request(server.Url("/")) { Method = method });

        Assert.Equal(tells, Assert.Single(server.Requests).Contains("\r\nContent-Length: 0\r\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_content_type_is_sent_even_without_a_body()
    {
        await using var server = new RawServer(Ok);
        await Fetched.FromAsync(new Request(server.Url("/")) { Headers = new HeaderList().Add("Content-Type", "application/json") });

        Assert.Contains("\r\nContent-Type: application/json\r\n", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_header_of_the_request_wins()
    {
        await using var server = new RawServer(Ok);
        await Fetched.FromAsync(new Request(server.Url("/")) { Headers = new HeaderList().Add("Host", "virtual.example") });

        Assert.Contains("\r\nHost: virtual.example\r\n", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookies_of_the_request_are_sent_as_one_header()
    {
        await using var server = new RawServer(Ok);
        await Fetched.FromAsync(new Request(server.Url("/")) { Cookies = new Dictionary<string, string> { ["a"] = "1", ["b"] = "x=y" } });

        Assert.Contains("\r\nCookie: a=1; b=x=y\r\n", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("under_score.example", "under_score.example")]
    [InlineData("a--b.example.", "a--b.example.")]
    [InlineData("[::1]", "[::1]")]
    [InlineData("[2001:DB8:0::1]", "[2001:db8::1]")]
    [InlineData("0x7f.1", "127.0.0.1")]
    public async Task Every_kind_of_host_is_reached_and_named_as_the_url_has_it(string host, string expected)
    {
        await using var server = new RawServer(Ok);
        Request request = new($"http://{host}:8123/");
        await Fetched.FromAsync(request, options => options.ConnectTo[$"{request.Url.Host}:8123"] = $"127.0.0.1:{server.Port}");

        Assert.Contains($"\r\nHost: {expected}:8123\r\n", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a!b.example")]
    [InlineData("(x).example")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123.example")]
    public async Task A_host_that_no_name_server_could_know_fails_as_name_resolution(string host)
    {
        var failure = (await Fetched.FromAsync(new Request($"http://{host}/"))).Failure;

        Assert.Equal(FailureReason.NameResolution, failure.Reason);
        Assert.Contains(host, failure.Exception!.Message, StringComparison.Ordinal);
    }

    private sealed class Traced : IDownloaderMiddleware
    {
        public async ValueTask<DownloadResult> InvokeAsync(
            Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation)
        {
            using var activity = new Activity("outer").Start();
            return await next(request, cancellation);
        }
    }
}
