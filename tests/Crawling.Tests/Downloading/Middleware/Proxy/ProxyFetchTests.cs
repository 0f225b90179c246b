using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;

namespace Crawling.Tests.Downloading.Middleware.Proxy;

/// <summary>Fetches through real proxies. Their targets have names that only the proxies know.</summary>
public sealed class ProxyFetchTests : IDisposable
{
    private readonly X509Certificate2 _certificate = Testing.Demo.DemoCertificate.Create(["shop.example", "proxy.example"]);

    public void Dispose() => _certificate.Dispose();

    [Theory]
    [InlineData("http", "http", "GET http://shop.example:{port}/page?q HTTP/1.1")]
    [InlineData("http", "https", "CONNECT shop.example:{port} HTTP/1.1")]
    [InlineData("socks4a", "http", "SOCKS4a shop.example:{port} ")]
    [InlineData("socks4a", "https", "SOCKS4a shop.example:{port} ")]
    [InlineData("socks5", "http", "SOCKS5 shop.example:{port} ")]
    [InlineData("socks5h", "https", "SOCKS5 shop.example:{port} ")]
    public async Task A_page_comes_through_each_kind_of_proxy(string kind, string scheme, string seen)
    {
        await using var proxy = new LittleProxy();
        await using var site = await LoopbackSite.StartAsync(Echo, scheme == "https" ? _certificate : null);
        var request = new Request($"{scheme}://shop.example:{site.Port}/page?q") { Proxy = proxy.Url(kind) };
        var response = (await FetchAsync(request)).Response;

        Assert.Equal($"shop.example:{site.Port}", response.Headers["X-Host"]);
        Assert.Equal(seen.Replace("{port}", $"{site.Port}", StringComparison.Ordinal), Assert.Single(proxy.Seen).Split("\r\n")[0]);
        Assert.Equal(["/page?q"], site.Requests);
        Assert.Equal(request.Proxy, response.Request.Proxy);
    }

    [Fact]
    public async Task Socks4_takes_an_address()
    {
        await using var proxy = new LittleProxy();
        await using var site = await LoopbackSite.StartAsync(Echo);
        await FetchAsync(new Request(site.Url("/")) { Proxy = proxy.Url("socks4", "me@") });

        Assert.Equal($"SOCKS4 127.0.0.1:{site.Port} me", Assert.Single(proxy.Seen));
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task A_proxy_is_spoken_to_over_tls_and_connectTo_says_where_it_is(string scheme)
    {
        await using var proxy = new LittleProxy { Certificate = _certificate };
        await using var site = await LoopbackSite.StartAsync(Echo, scheme == "https" ? _certificate : null);
        var request = new Request($"{scheme}://shop.example:{site.Port}/") { Proxy = "https://proxy.example" };
        var fetched = await FetchAsync(request, options => options.ConnectTo["proxy.example"] = $"127.0.0.1:{proxy.Port}");

        Assert.Equal(200, fetched.Response.Status);
        Assert.Single(proxy.Seen);
    }

    [Theory]
    [InlineData("http", "http", 1)]
    [InlineData("http", "https", 2)]
    [InlineData("socks5", "http", 1)]
    public async Task Credentials_of_the_proxys_url_reach_the_proxy_and_nobody_else(string kind, string scheme, int times)
    {
        await using var proxy = new LittleProxy { Credentials = "me:p@ss" };
        IHeaderDictionary? sent = null;
        await using var site = await LoopbackSite.StartAsync(
            context =>
            {
                sent = context.Request.Headers;
                Assert.False(sent.ContainsKey("Proxy-Authorization"));
                return Task.CompletedTask;
            },
            scheme == "https" ? _certificate : null);
        var request = new Request($"{scheme}://shop.example:{site.Port}/")
        {
            Proxy = proxy.Url(kind, "me:p%40ss@"),
            Headers = new HeaderList().Add("Proxy-Authorization", "Basic b3RoZXI="),
        };

        Assert.Equal(200, (await FetchAsync(request)).Response.Status);
        Assert.NotNull(sent);
        Assert.Equal(times, proxy.Seen.Count);
        Assert.DoesNotContain(proxy.Seen, seen => seen.Contains("b3RoZXI=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_header_that_is_meant_for_a_proxy_is_not_sent_to_a_site()
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        await FetchAsync(new Request(server.Url("/")) { Headers = new HeaderList().Add("proxy-authorization", "Basic b3RoZXI=") });

        Assert.DoesNotContain("Basic", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tunnel_of_one_user_is_not_used_by_another()
    {
        await using var proxy = new LittleProxy();
        await using var site = await LoopbackSite.StartAsync(Echo, _certificate);
        Request[] requests =
        [
            .. new[] { "a@", "b@", "a@" }.Select((user, number) =>
                new Request($"https://shop.example:{site.Port}/{number}") { Proxy = proxy.Url("socks5", user) }),
        ];
        var fetched = await FetchAsync(requests);

        Assert.Equal(3, fetched.Responses.Count);
        Assert.Equal(2, proxy.Seen.Count);
    }

    [Theory]
    [InlineData("http", "http", "me:bad@", "The proxy http://127.0.0.1:{port} refuses its user name and password (status 407).")]
    [InlineData("http", "http", "", "The proxy http://127.0.0.1:{port} wants a user name and a password (status 407).")]
    [InlineData("http", "https", "me:bad@", "The proxy http://127.0.0.1:{port} refuses its user name and password (status 407).")]
    [InlineData("socks5", "http", "me:bad@", "No way through the proxy socks5://127.0.0.1:{port}: ")]
    public async Task A_proxy_that_refuses_its_user_is_a_failure_of_the_proxy(string kind, string scheme, string userInfo, string message)
    {
        await using var proxy = new LittleProxy { Credentials = "me:right" };
        var failure = (await FetchAsync(new Request($"{scheme}://shop.example/") { Proxy = proxy.Url(kind, userInfo) })).Failure;

        Assert.Equal(FailureReason.ProxyFailure, failure.Reason);
        Assert.StartsWith(message.Replace("{port}", $"{proxy.Port}", StringComparison.Ordinal), failure.Exception!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("bad", failure.Exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http", "https")]
    [InlineData("socks4a", "http")]
    [InlineData("socks5", "http")]
    public async Task A_tunnel_that_is_refused_is_a_failure_of_the_proxy(string kind, string scheme)
    {
        await using var proxy = new LittleProxy { Route = static (_, _) => null };
        var failure = (await FetchAsync(new Request($"{scheme}://shop.example/") { Proxy = proxy.Url(kind, "me:secret@") })).Failure;

        Assert.Equal(FailureReason.ProxyFailure, failure.Reason);
        Assert.DoesNotContain("secret", failure.Exception!.ToString(), StringComparison.Ordinal);
        Assert.False(((DownloadException)failure.Exception).IsProxyDown);
    }

    [Theory]
    [InlineData("http", "http")]
    [InlineData("http", "https")]
    [InlineData("socks5", "http")]
    public async Task A_proxy_that_nobody_listens_at_is_down(string kind, string scheme)
    {
        var failure = (await FetchAsync(new Request($"{scheme}://shop.example/") { Proxy = $"{kind}://me:secret@127.0.0.1:1" })).Failure;

        Assert.Equal(FailureReason.ProxyFailure, failure.Reason);
        Assert.StartsWith("The proxy 127.0.0.1:1 cannot be reached: ", failure.Exception!.Message, StringComparison.Ordinal);
        Assert.True(((DownloadException)failure.Exception).IsProxyDown);
    }

    [Theory]
    [InlineData("http", "https")]
    [InlineData("socks5", "http")]
    public async Task A_server_that_is_no_proxy_is_a_failure_of_the_proxy(string kind, string scheme)
    {
        await using var server = new RawServer(connection => connection.SendAsync("SSH-2.0-Little\r\n\r\n"));
        var failure = (await FetchAsync(new Request($"{scheme}://shop.example/") { Proxy = $"{kind}://127.0.0.1:{server.Port}" })).Failure;

        Assert.Equal(FailureReason.ProxyFailure, failure.Reason);
    }

    [Fact]
    public async Task A_proxy_that_does_not_answer_is_given_up()
    {
        await using var server = new RawServer(connection => connection.UntilClosedAsync());
        var failure = (await FetchAsync(new Request("https://shop.example/") { Proxy = $"http://127.0.0.1:{server.Port}" }, options =>
            options.Download.ResolveTimeout = options.Download.ConnectTimeout = options.Download.TlsTimeout = TimeSpan.FromMilliseconds(100))).Failure;

        Assert.Equal(FailureReason.ProxyFailure, failure.Reason);
    }

    [Fact]
    public async Task A_certificate_is_checked_behind_a_proxy_too()
    {
        await using var proxy = new LittleProxy();
        await using var site = await LoopbackSite.StartAsync(Echo, _certificate);
        var request = new Request($"https://shop.example:{site.Port}/") { Proxy = proxy.Url("http") };
        var failure = (await FetchAsync(request, options => options.TrustedCertificates.Clear())).Failure;

        Assert.Equal(FailureReason.Tls, failure.Reason);
        Assert.Empty(site.Requests);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0x7f.1")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:10.0.0.1]")]
    [InlineData("169.254.169.254")]
    [InlineData("localhost")]
    [InlineData("api.localhost")]
    public async Task The_guard_lets_no_address_inside_be_asked_of_a_proxy(string host)
    {
        await using var proxy = new LittleProxy();
        var request = new Request($"http://{host}/") { Proxy = proxy.Url("http") };
        var failure = (await FetchAsync(request, options => options.Download.BlockPrivateAddresses = true)).Failure;

        Assert.Equal(FailureReason.BlockedAddress, failure.Reason);
        Assert.Empty(proxy.Seen);
    }

    [Fact]
    public async Task The_guard_allows_the_proxy_itself()
    {
        await using var proxy = new LittleProxy();
        await using var site = await LoopbackSite.StartAsync(Echo);
        var request = new Request($"http://shop.example:{site.Port}/") { Proxy = proxy.Url("http") };

        Assert.Equal(200, (await FetchAsync(request, options => options.Download.BlockPrivateAddresses = true)).Response.Status);
    }

    [Theory]
    [InlineData("ftp://proxy.example")]
    [InlineData("http://proxy.example/path")]
    [InlineData("socks5:proxy.example")]
    public void What_is_no_proxy_is_refused_when_the_request_is_made(string proxy) =>
        Assert.Contains("is no proxy", Assert.Throws<ArgumentException>(() => new Request("http://a.example/") { Proxy = proxy }).Message, StringComparison.Ordinal);

    private static Task Echo(HttpContext context)
    {
        context.Response.Headers["X-Host"] = context.Request.Host.Value;
        return Task.CompletedTask;
    }

    private Task<Fetched> FetchAsync(Request request, Action<CrawlerOptions>? settings = null) => FetchAsync([request], settings);

    private Task<Fetched> FetchAsync(IReadOnlyList<Request> requests, Action<CrawlerOptions>? settings = null) =>
        Fetched.FromAsync(requests, options =>
        {
            options.TrustedCertificates["shop.example"] = options.TrustedCertificates["proxy.example"] = _certificate;
            settings?.Invoke(options);
        });
}
