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

        var failure = await FailsAsync($"http://127.0.0.1:{((IPEndPoint)taken.LocalEndPoint!).Port}/", FailureReason.ConnectionRefused);

        var error = failure.Exception!;
        Assert.Equal(2, error.Message.Split(error.GetBaseException().Message).Length);
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

    [Theory]
    [InlineData("GET", false)]
    [InlineData("POST", true)]
    public async Task A_kept_connection_that_breaks_on_the_next_request_costs_none_that_may_be_repeated(string method, bool isLost)
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            await connection.ReadHeadAsync();
            connection.Reset();
        });
        var fetched = await Fetched.FromAsync([new(server.Url("/1")), new(server.Url("/2")) { Method = method, Body = method == "POST" ? "a"u8.ToArray() : default }]);

        Assert.Equal(isLost ? 1 : 2, fetched.Responses.Count);
        Assert.Equal(isLost ? [FailureReason.ConnectionLost] : Array.Empty<FailureReason>(), fetched.Failures.Select(failure => failure.Reason));
    }

    [Fact]
    public async Task A_new_connection_that_breaks_is_not_tried_again_here()
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadHeadAsync();
            connection.Reset();
        });

        await FailsAsync(server.Url("/"), FailureReason.ConnectionLost);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Interim_answers_without_end_are_too_large()
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadHeadAsync();
            var storm = string.Concat(Enumerable.Repeat("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", 1000));
            while (true)
            {
                await connection.SendAsync(storm);
            }
        });

        await FailsAsync(server.Url("/"), FailureReason.TooLarge);
    }

    [Theory]
    [InlineData("Content-Length: 5\r\nContent-Length: 6")]
    [InlineData("Content-Length: 5, 6")]
    [InlineData("Content-Length: -1")]
    [InlineData("Content-Length: five")]
    [InlineData("Content-Length: 99999999999999999999")]
    [InlineData("Content-Length: ")]
    public async Task A_length_that_is_none_is_a_bad_reply(string field)
    {
        // The connection stays open: to read to its end would be to hang.
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.SendAsync($"HTTP/1.1 200 OK\r\n{field}\r\n\r\nhello");
            await connection.UntilClosedAsync();
        });

        await FailsAsync(server.Url("/"), FailureReason.BadReply);
    }

    [Theory]
    [InlineData("Content-Length: 5\r\nContent-Length: 5")]
    [InlineData("Content-Length: 5, 5")]
    public async Task A_length_said_twice_is_a_length(string field)
    {
        await using var server = new RawServer($"HTTP/1.1 200 OK\r\n{field}\r\n\r\nhello");

        Assert.Equal(5, (await Fetched.FromAsync(new Request(server.Url("/")))).Response.Body.Length);
    }

    [Fact]
    public async Task A_switch_of_protocols_that_nobody_asked_for_is_a_bad_reply()
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.SendAsync("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n");
            await connection.UntilClosedAsync();
        });

        await FailsAsync(server.Url("/"), FailureReason.BadReply);
    }

    [Fact]
    public async Task The_header_block_has_a_limit_that_can_be_set()
    {
        await using var server = new RawServer($"HTTP/1.1 200 OK\r\nX-A: {new string('a', 100_000)}\r\nContent-Length: 0\r\n\r\n");

        var failure = await FailsAsync(server.Url("/"), FailureReason.TooLarge);
        Assert.EndsWith("(download:maxHeadersSize).", failure.Exception!.Message, StringComparison.Ordinal);
        await FailsAsync(server.Url("/"), FailureReason.TooLarge, options => options.Download.MaxHeadersSize = 100_000);
        var fetched = await Fetched.FromAsync(new Request(server.Url("/")), options => options.Download.MaxHeadersSize = 101_000);
        Assert.Equal(200, fetched.Response.Status);
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
    public async Task A_connection_of_http_2_that_leaves_pings_unanswered_is_lost()
    {
        await using var site = await Testing.FaultSite.StartAsync();
        var stall = site.Url("h2-stall");
        using var handler = new SocketsHttpHandler
        {
            KeepAlivePingDelay = TimeSpan.FromSeconds(1),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(1),
            ConnectCallback = async (context, cancellation) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPEndPoint.Parse(site.ConnectTo[$"{context.DnsEndPoint.Host}:{context.DnsEndPoint.Port}"]), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, presented, _, _) =>
            presented is not null && presented.GetRawCertData().AsSpan().SequenceEqual(site.Certificate.RawDataMemory.Span);
        using var client = new HttpMessageInvoker(handler);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var message = new HttpRequestMessage(HttpMethod.Get, stall.ToString()) { Version = HttpVersion.Version20 };

        var error = await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.SendAsync(message, patience.Token));

        Assert.True(HttpFailure.Translate(error)?.Reason == FailureReason.ConnectionLost, $"{error}");
    }

    [Fact]
    public void What_is_no_failure_of_the_transport_stays_what_it_is()
    {
        Assert.Null(HttpFailure.Translate(new InvalidOperationException()));
        Assert.Null(HttpFailure.Translate(new OperationCanceledException()));
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
