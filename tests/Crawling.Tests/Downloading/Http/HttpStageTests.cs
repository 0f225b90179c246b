using System.Net;
using Crawling.Downloading;
using Crawling.Testing;
using Crawling.Tests.Downloading.Connecting;
using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Tests.Downloading.Http;

public sealed class HttpStageTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n";

    private readonly FakeTime _time = new();

    [Fact]
    public async Task Looking_a_name_up_has_a_limit()
    {
        using var gate = new ManualResetEventSlim();
        var message = await TimeoutAsync("http://a.example/", options => options.ResolveTimeout = TimeSpan.FromSeconds(7), 7, _ =>
        {
            gate.Wait();
            return [];
        });
        gate.Set();

        Assert.Equal("No address for 'a.example' within 00:00:07 (download:resolveTimeout).", message);
    }

    [Fact]
    public async Task Connecting_has_a_limit()
    {
        using var hole = await BlackHole.OpenAsync(IPAddress.Loopback);

        Assert.Equal(
            $"No connection to 127.0.0.1:{hole.Port} within 00:00:08 (download:connectTimeout).",
            await TimeoutAsync($"http://127.0.0.1:{hole.Port}/", options => options.ConnectTimeout = TimeSpan.FromSeconds(8), 8));
    }

    [Fact]
    public async Task The_tls_handshake_has_a_limit()
    {
        await using var server = new RawServer(connection => connection.UntilClosedAsync());

        Assert.Equal(
            "No TLS handshake with '127.0.0.1' within 00:00:09 (download:tlsTimeout).",
            await TimeoutAsync($"https://127.0.0.1:{server.Port}/", options => options.TlsTimeout = TimeSpan.FromSeconds(9), 9));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("HTTP/1.1 103 Early Hints\r\n\r\n")]
    public async Task The_header_block_has_a_limit(string beginning)
    {
        await using var server = Sending(beginning, _ => Task.CompletedTask);

        Assert.Equal(
            "No whole header block within 00:00:10 (download:headersTimeout).",
            await TimeoutAsync(server.Url("/"), options => options.HeadersTimeout = TimeSpan.FromSeconds(10), 10));
    }

    [Fact]
    public async Task A_request_that_may_take_longer_may_be_answered_later()
    {
        await using var server = Sending("", _ => Task.CompletedTask);

        var failure = await FailureAsync(server.Url("/"), _ => { }, timeout: TimeSpan.FromMinutes(9));

        Assert.Equal("No whole response within 00:09:00 (the request's own limit).", failure.Exception!.Message);
    }

    [Fact]
    public async Task A_header_block_that_drips_does_not_extend_its_limit()
    {
        await using var server = Sending("HTTP/1.1 200 OK\r\nX: ", Drip);

        Assert.Equal(
            "No whole header block within 00:01:00 (download:headersTimeout).", await TimeoutAsync(server.Url("/"), _ => { }, 60));
    }

    [Theory]
    [InlineData(Ok)]
    [InlineData(Ok + "hello")]
    public async Task A_body_that_stands_still_has_a_limit(string beginning)
    {
        await using var server = Sending(beginning, _ => Task.CompletedTask);

        Assert.Equal(
            "Nothing more of the body within 00:00:11 (download:bodyIdleTimeout).",
            await TimeoutAsync(server.Url("/"), options => options.BodyIdleTimeout = TimeSpan.FromSeconds(11), 11));
    }

    [Fact]
    public async Task A_body_that_drips_is_too_slow()
    {
        await using var server = Sending("HTTP/1.1 200 OK\r\n\r\n", Drip);

        var failure = await FailureAsync(server.Url("/"), options => (options.BodyIdleTimeout, options.MinThroughput) = (TimeSpan.FromDays(1), 1_000_000));

        Assert.Equal(FailureReason.TooSlow, failure.Reason);
        Assert.Equal(
            "The body came at less than 1000000 bytes a second for 00:00:30 (download:minThroughput).", failure.Exception!.Message);
    }

    [Fact]
    public async Task Without_a_least_throughput_the_whole_has_the_last_word()
    {
        await using var server = Sending("HTTP/1.1 200 OK\r\n\r\n", Drip);

        var failure = await FailureAsync(server.Url("/"), options => (options.BodyIdleTimeout, options.MinThroughput) = (TimeSpan.FromDays(1), 0));

        Assert.Equal("No whole response within 00:03:00 (download:timeout).", failure.Exception!.Message);
    }

    [Fact]
    public async Task Waiting_for_a_connection_is_not_waiting_for_an_answer()
    {
        using var hole = await BlackHole.OpenAsync(IPAddress.Loopback);

        var message = await TimeoutAsync(
            $"http://127.0.0.1:{hole.Port}/",
            options => (options.ConnectTimeout, options.HeadersTimeout) = (TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(5)),
            20);

        Assert.Contains("download:connectTimeout", message, StringComparison.Ordinal);
    }

    private static RawServer Sending(string beginning, Func<RawConnection, Task> then) => new(async connection =>
    {
        await connection.ReadHeadAsync();
        await connection.SendAsync(beginning);
        await then(connection);
        await connection.UntilClosedAsync();
    });

    private static async Task Drip(RawConnection connection)
    {
        while (true)
        {
            await connection.SendAsync("x");
            await Task.Delay(1);
        }
    }

    private async Task<string> TimeoutAsync(string url, Action<DownloadOptions> limits, int seconds, NameLookup? lookUp = null)
    {
        var start = _time.GetUtcNow();
        var failure = await FailureAsync(url, limits, lookUp);

        Assert.Equal(FailureReason.Timeout, failure.Reason);
        Assert.True(_time.GetUtcNow() - start >= TimeSpan.FromSeconds(seconds));
        return failure.Exception!.Message;
    }

    private async Task<RequestFailure> FailureAsync(string url, Action<DownloadOptions> limits, NameLookup? lookUp = null, TimeSpan? timeout = null)
    {
        await using var services = Fetched.ServicesWith(_time, services => services.AddSingleton(lookUp ?? (_ => [])));
        return (await _time.RunUntilAsync(Fetched.FromAsync(new Request(url) { Timeout = timeout }, options => limits(options.Download), services))).Failure;
    }
}
