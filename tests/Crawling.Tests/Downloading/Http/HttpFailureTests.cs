using System.Net;
using System.Net.Sockets;
using Crawling.Downloading;
using Microsoft.AspNetCore.Http;

namespace Crawling.Tests.Downloading.Http;

public sealed class HttpFailureTests
{
    [Fact]
    public async Task Nobody_listening_is_connection_refused()
    {
        using var taken = new Socket(SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));

        await FailsAsync($"http://127.0.0.1:{((IPEndPoint)taken.LocalEndPoint!).Port}/", FailureReason.ConnectionRefused);
    }

    [Fact]
    public Task An_unknown_host_is_a_failure_of_name_resolution() =>
        FailsAsync("http://no-such-host.invalid/", FailureReason.NameResolution);

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nConte")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")]
    public async Task A_reset_is_a_lost_connection_wherever_it_comes(string beginning)
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.SendAsync(beginning);
            connection.Reset();
        });

        await FailsAsync(server.Url("/"), FailureReason.ConnectionLost);
    }

    [Theory]
    [InlineData("", FailureReason.ConnectionLost)]
    [InlineData("HTTP/1.1 200 OK\r\nConte", FailureReason.ConnectionLost)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n", FailureReason.Truncated)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello", FailureReason.Truncated)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", FailureReason.Truncated)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhello", FailureReason.Truncated)]
    public async Task An_early_end_is_a_lost_connection_before_the_body_and_a_truncation_in_it(string reply, FailureReason reason)
    {
        await using var server = new RawServer(reply);

        await FailsAsync(server.Url("/"), reason);
    }

    [Theory]
    [InlineData("hello\r\n\r\n")]
    [InlineData("HTTP/1.1 2x0 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 2000000 OK\r\n\r\n")]
    [InlineData("<html>HTTP/0.9</html>\n")]
    [InlineData("HTTP/1.1 200 OK\r\nNo colon\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nhello\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nhello\r\n0\r\n\r\n")]
    public async Task What_is_not_http_is_a_bad_reply(string reply)
    {
        await using var server = new RawServer(reply);

        await FailsAsync(server.Url("/"), FailureReason.BadReply);
    }

    [Theory]
    [InlineData(1, 1_000_000)]
    [InlineData(100_000, 10)]
    public async Task A_header_block_without_end_is_too_large(int fields, int length)
    {
        await using var server = new RawServer(
            "HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Repeat($"X-A: {new string('a', length)}\r\n", fields)) + "\r\n");

        await FailsAsync(server.Url("/"), FailureReason.TooLarge);
    }

    [Fact]
    public async Task Connecting_has_a_limit_of_its_own_tls_included()
    {
        await using var server = new RawServer(connection => connection.UntilClosedAsync());

        var failure = await FailsAsync(
            $"https://127.0.0.1:{server.Port}/", FailureReason.Timeout, options => options.Download.ConnectTimeout = TimeSpan.FromMilliseconds(50));
        Assert.Contains("00:00:00.0500000 (download:connectTimeout)", failure.Exception!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kept_connection_that_the_server_closes_on_the_next_request_costs_no_request()
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            await connection.ReadHeadAsync();
        });
        var fetched = await Fetched.FromAsync([new(server.Url("/1")), new(server.Url("/2"))]);

        Assert.Empty(fetched.Failures);
        Assert.Equal(2, fetched.Responses.Count);
    }

    [Fact]
    public async Task A_server_that_gives_up_in_http_2_is_a_lost_connection()
    {
        using var certificate = Testing.Demo.DemoCertificate.Create(["shop.example"]);
        await using var site = await LoopbackSite.StartAsync(
            async context =>
            {
                Assert.Equal("HTTP/2", context.Request.Protocol);
                await context.Response.WriteAsync("hello");
                await context.Response.Body.FlushAsync();
                context.Abort();
            },
            certificate);

        await FailsAsync("https://shop.example/", FailureReason.ConnectionLost, options =>
        {
            options.ConnectTo["shop.example"] = $"127.0.0.1:{site.Port}";
            options.TrustedCertificates["shop.example"] = certificate;
        });
    }

    [Fact]
    public void What_is_no_failure_of_the_transport_stays_what_it_is()
    {
        Assert.Null(HttpFailure.Translate(new InvalidOperationException(), new CrawlerOptions()));
        Assert.Null(HttpFailure.Translate(new OperationCanceledException(), new CrawlerOptions()));
    }

    private static async Task<RequestFailure> FailsAsync(string url, FailureReason reason, Action<CrawlerOptions>? settings = null)
    {
        var fetched = await Fetched.FromAsync(new Request(url), settings);

        Assert.True(fetched.Failure.Reason == reason, $"{fetched.Failure.Reason}: {fetched.Failure.Exception}");
        Assert.Equal(1, fetched.Result.Statistics["downloader/exception_count"]);
        Assert.Equal(1, fetched.Result.Statistics[$"downloader/exception_type_count/{reason}"]);
        return fetched.Failure;
    }
}
