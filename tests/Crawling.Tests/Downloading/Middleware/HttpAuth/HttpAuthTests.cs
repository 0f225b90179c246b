using System.Text;
using Crawling.Downloading;
using Microsoft.AspNetCore.Http;

namespace Crawling.Tests.Downloading.Middleware.HttpAuth;

public sealed class HttpAuthTests
{
    [Theory]
    [InlineData("shop.example", "http://shop.example/", true)]
    [InlineData("shop.example", "https://shop.example:8443/", true)]
    [InlineData("Shop.Example", "http://www.shop.example/", true)]
    [InlineData(".shop.example", "http://shop.example/", true)]
    [InlineData("shop.example", "http://othershop.example/", false)]
    [InlineData("shop.example", "http://shop.example.evil.example/", false)]
    [InlineData("https://shop.example", "https://shop.example/", true)]
    [InlineData("https://shop.example", "http://shop.example/", false)]
    [InlineData("https://shop.example", "https://www.shop.example/", false)]
    [InlineData("https://shop.example", "https://shop.example:8443/", false)]
    [InlineData("http://10.0.0.1:81", "http://10.0.0.1:81/", true)]
    public void Credentials_go_to_their_domain_alone(string domain, string url, bool expected)
    {
        Assert.True(CredentialScope.TryParse(domain, out var scope));
        Assert.Equal(expected, scope.Contains(url));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("*.shop.example")]
    [InlineData("shop.example/path")]
    [InlineData("shop.example:81")]
    [InlineData("https://me@shop.example")]
    [InlineData("ftp://shop.example")]
    public async Task Credentials_without_a_domain_are_refused(string? domain)
    {
        var options = new CrawlerOptions { Auth = new() { User = "me", Password = "secret", Domain = domain } };
        var error = await Assert.ThrowsAsync<SettingsException>(() => CrawlOnce.RunAsync(new SpiderOf(), options));

        Assert.Equal(
            $"code: 'auth:domain' is '{domain?.Replace("me@", "***@", StringComparison.Ordinal)}' but must be the domain that auth:user and auth:password are sent to, as shop.example or https://shop.example.",
            error.Message);
    }

    [Fact]
    public async Task They_are_sent_unasked_and_shown_to_nobody()
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        var response = (await FetchAsync(new Request(server.Url("/")))).Response;

        Assert.Contains($"\r\nAuthorization: {Basic("me:se\u00e9cret")}\r\n", Assert.Single(server.Requests), StringComparison.Ordinal);
        Assert.False(response.Request.Headers.Contains("Authorization"));
    }

    [Fact]
    public async Task A_requests_own_header_goes_before()
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        var response = (await FetchAsync(new Request(server.Url("/")) { Headers = new HeaderList().Add("authorization", "Bearer x") })).Response;

        Assert.Contains("authorization: Bearer x\r\n", Assert.Single(server.Requests), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Basic", Assert.Single(server.Requests), StringComparison.Ordinal);
        Assert.Equal("Bearer x", response.Request.Headers["Authorization"]);
    }

    [Fact]
    public async Task Those_of_a_url_are_sent_with_its_request_but_never_in_it()
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        var url = server.Url("/").Replace("http://", "http://you:p%40ss@", StringComparison.Ordinal);
        var response = (await FetchAsync(new Request(url))).Response;

        var head = Assert.Single(server.Requests);
        Assert.Contains($"\r\nAuthorization: {Basic("you:p@ss")}\r\n", head, StringComparison.Ordinal);
        Assert.DoesNotContain("p%40ss", head, StringComparison.Ordinal);
        Assert.Equal(server.Url("/"), response.Url.Href);
        Assert.Equal($"GET {server.Url("/")}", response.Request.ToString());
        Assert.Equal(url, response.Request.Url.Href);
    }

    [Fact]
    public async Task Nothing_that_is_logged_holds_a_password()
    {
        await using var server = new RawServer("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        var logger = new RecordingLogger();
        await using var services = Fetched.ServicesWith(
            TimeProvider.System, services => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<Microsoft.Extensions.Logging.ILoggerFactory>(services, new LoggerTo(logger)));
        var url = server.Url("/").Replace("http://", "http://you:letmein@", StringComparison.Ordinal);
        var failure = (await Fetched.FromAsync(new Request(url), services: services)).Failure;

        Assert.Equal(FailureReason.TooManyRedirects, failure.Reason);
        Assert.All(server.Requests, head => Assert.Contains(Basic("you:letmein"), head, StringComparison.Ordinal));
        Assert.NotEmpty(logger.Lines);
        Assert.DoesNotContain(logger.Lines, line => line.Text.Contains("letmein", StringComparison.Ordinal));
    }

    /// <summary>From http://shop.example/from, or from https if a downgrade is tested.</summary>
    [Theory]
    [InlineData("http://shop.example/from", "http://shop.example/to", "Basic", "1")]
    [InlineData("http://shop.example/from", "http://www.shop.example/to", "Basic", "")]
    [InlineData("http://shop.example/from", "http://other.example/to", "", "")]
    [InlineData("http://shop.example/from", "http://me:x@other.example/to", "", "")]
    [InlineData("https://shop.example/from", "http://shop.example/to", "", "")]
    [InlineData("http://shop.example/from", "https://shop.example/to", "Basic", "")]
    public async Task Each_hop_gets_the_credentials_that_are_its_own(string from, string to, string authorization, string key)
    {
        using var certificate = Testing.Demo.DemoCertificate.Create(["shop.example"]);
        IHeaderDictionary? seen = null;
        await using var plain = await LoopbackSite.StartAsync(Answer);
        await using var secure = await LoopbackSite.StartAsync(Answer, certificate);
        var request = new Request(from)
        {
            Headers = new HeaderList().Add("X-Api-Key", "1").Add("X-Auth", "1").Add("X-Mine", "1").Add("X-Kept", "1"),
        };
        var fetched = await Fetched.FromAsync(request, options =>
        {
            foreach (var host in (string[])["shop.example", "www.shop.example", "other.example"])
            {
                options.ConnectTo[host] = $"127.0.0.1:{plain.Port}";
            }

            options.ConnectTo["shop.example:443"] = $"127.0.0.1:{secure.Port}";
            options.TrustedCertificates["shop.example"] = certificate;
            options.Auth = new() { User = "me", Password = "secret", Domain = "shop.example", Headers = ["x-mine"] };
        });

        Assert.Equal("/to", fetched.Response.Url.Path);
        Assert.NotNull(seen);
        Assert.StartsWith(authorization, seen.Authorization.ToString(), StringComparison.Ordinal);
        Assert.Equal(authorization.Length == 0, seen.Authorization.Count == 0);
        Assert.Equal([key, key, key, "1"], new[] { "X-Api-Key", "X-Auth", "X-Mine", "X-Kept" }.Select(name => seen[name].ToString()));

        Task Answer(HttpContext context)
        {
            if (context.Request.Path == "/from")
            {
                context.Response.Redirect(to);
            }
            else
            {
                seen = new HeaderDictionary(context.Request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase));
            }

            return Task.CompletedTask;
        }
    }

    private static Task<Fetched> FetchAsync(Request request) => Fetched.FromAsync(
        request, options => options.Auth = new() { User = "me", Password = "se\u00e9cret", Domain = "127.0.0.1" });

    private static string Basic(string text) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}";
}
