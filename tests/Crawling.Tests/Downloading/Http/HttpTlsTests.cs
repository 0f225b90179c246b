using System.Security.Cryptography.X509Certificates;
using System.Text;
using Crawling.Testing.Demo;
using Microsoft.AspNetCore.Http;

namespace Crawling.Tests.Downloading.Http;

public sealed class HttpTlsTests : IAsyncLifetime
{
    private readonly X509Certificate2 _certificate = DemoCertificate.Create(["shop.example"]);
    private LoopbackSite _site = null!;
    private string? _protocol;

    public async Task InitializeAsync() => _site = await LoopbackSite.StartAsync(
        context =>
        {
            _protocol = context.Request.Protocol;
            return context.Response.WriteAsync(context.Request.Host.Value!);
        },
        _certificate);

    public async Task DisposeAsync()
    {
        await _site.DisposeAsync();
        _certificate.Dispose();
    }

    [Fact]
    public async Task Over_tls_http_2_is_spoken_with_the_urls_name()
    {
        var fetched = await FetchAsync("https://shop.example/", options => options.TrustedCertificates["shop.example"] = _certificate);

        Assert.Equal("shop.example", Encoding.ASCII.GetString(fetched.Response.Body.Span));
        Assert.Equal("HTTP/2", _protocol);
    }

    [Fact]
    public async Task The_handshake_asks_for_the_urls_name()
    {
        var hello = "";
        await using var server = new RawServer(async connection =>
        {
            // RFC 8446, section 5.1: type, version and length of a record. The name in it is not encrypted.
            var record = await connection.ReadAsync(5);
            hello = await connection.ReadAsync((record[3] << 8) | record[4]);
        });
        await Fetched.FromAsync(new Request("https://shop.example/"), options => options.ConnectTo["shop.example"] = $"localhost:{server.Port}");

        Assert.Contains("shop.example", hello, StringComparison.Ordinal);
        Assert.DoesNotContain("localhost", hello, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
    {
        var fetched = await FetchAsync("https://shop.example/");

        Assert.Equal(FailureReason.Tls, fetched.Failure.Reason);
        Assert.Null(_protocol);
    }

    [Theory]
    [InlineData("https://other.example/", "shop.example")]
    [InlineData("https://shop.example/", "other.example")]
    public async Task A_trusted_certificate_is_trusted_for_its_host_only(string url, string trustedFor)
    {
        var fetched = await FetchAsync(url, options => options.TrustedCertificates[trustedFor] = _certificate);

        Assert.Equal(FailureReason.Tls, fetched.Failure.Reason);
        Assert.Null(_protocol);
    }

    [Fact]
    public async Task Another_certificate_than_the_trusted_one_is_refused()
    {
        using var another = DemoCertificate.Create(["shop.example"]);
        var fetched = await FetchAsync("https://shop.example/", options => options.TrustedCertificates["shop.example"] = another);

        Assert.Equal(FailureReason.Tls, fetched.Failure.Reason);
    }

    [Fact]
    public async Task Any_certificate_will_do_if_none_is_verified()
    {
        var fetched = await FetchAsync("https://other.example/", options => options.Download.VerifyTls = false);

        Assert.Equal("other.example", Encoding.ASCII.GetString(fetched.Response.Body.Span));
    }

    [Fact]
    public async Task A_server_that_speaks_no_tls_is_a_failure_of_tls()
    {
        await using var deaf = new RawServer(async connection =>
        {
            await connection.ReadAsync(1);
            connection.Reset();
        });
        await using var talker = new RawServer(async connection =>
        {
            await connection.ReadAsync(1);
            await connection.SendAsync("SSH-2.0-OpenSSH_9.2\r\n");
        });

        Assert.Equal(FailureReason.Tls, (await Fetched.FromAsync(new Request($"https://127.0.0.1:{deaf.Port}/"))).Failure.Reason);
        Assert.Equal(FailureReason.Tls, (await Fetched.FromAsync(new Request($"https://127.0.0.1:{talker.Port}/"))).Failure.Reason);
    }

    private Task<Fetched> FetchAsync(string url, Action<CrawlerOptions>? settings = null) => Fetched.FromAsync(new Request(url), options =>
    {
        options.ConnectTo[new Uri(url).Host] = $"127.0.0.1:{_site.Port}";
        settings?.Invoke(options);
    });
}
