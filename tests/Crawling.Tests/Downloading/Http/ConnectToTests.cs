using System.Net;

namespace Crawling.Tests.Downloading.Http;

public sealed class ConnectToTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    [Theory]
    [InlineData("shop.example", "http://shop.example/")]
    [InlineData("shop.example", "http://shop.example:8080/")]
    [InlineData("Shop.Example", "http://shop.example/")]
    [InlineData("shop.example:80", "http://shop.example/")]
    [InlineData("shop.example:8080", "http://shop.example:8080/")]
    [InlineData("[2001:db8::1]:8080", "http://[2001:db8::1]:8080/")]
    [InlineData("[2001:db8::1]", "http://[2001:db8::1]/")]
    [InlineData("xn--bcher-kva.example", "http://bücher.example/")]
    public async Task A_connection_goes_elsewhere_and_everything_else_stays_the_urls(string key, string url)
    {
        await using var server = new RawServer(Ok);
        var response = (await Fetched.FromAsync(new Request(url), options => options.ConnectTo[key] = $"127.0.0.1:{server.Port}")).Response;

        Assert.Equal(new Request(url).Url, response.Url);
        Assert.Contains($"\r\nHost: {new Uri(response.Url).Authority}\r\n", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_with_its_port_goes_before_the_host()
    {
        await using var first = new RawServer(Ok);
        await using var second = new RawServer(Ok);
        await Fetched.FromAsync([new("http://shop.example/a"), new("http://shop.example:81/b")], options =>
        {
            options.ConnectTo["shop.example"] = $"127.0.0.1:{first.Port}";
            options.ConnectTo["shop.example:81"] = $"127.0.0.1:{second.Port}";
        });

        Assert.StartsWith("GET /a ", Assert.Single(first.Requests), StringComparison.Ordinal);
        Assert.StartsWith("GET /b ", Assert.Single(second.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_target_may_be_a_name()
    {
        await using var server = new RawServer(Ok);
        await Fetched.FromAsync(new Request("http://shop.example/"), options => options.ConnectTo["shop.example"] = $"localhost:{server.Port}");

        Assert.Single(server.Requests);
    }

    [IPv6Fact]
    public async Task The_target_may_be_an_ipv6_address()
    {
        await using var server = new RawServer(Ok, IPAddress.IPv6Loopback);
        await Fetched.FromAsync(new Request("http://shop.example/"), options => options.ConnectTo["shop.example"] = $"[::1]:{server.Port}");

        Assert.Single(server.Requests);
    }

    [IPv6Fact]
    public async Task An_ipv6_host_is_reached_without_further_ado()
    {
        await using var server = new RawServer(Ok, IPAddress.IPv6Loopback);
        await Fetched.FromAsync(new Request(server.Url("/")));

        Assert.Contains($"\r\nHost: [::1]:{server.Port}\r\n", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_hosts_and_parents_are_not_touched()
    {
        await using var server = new RawServer(Ok);
        var fetched = await Fetched.FromAsync(
            new Request("http://www.shop.invalid/"), options => options.ConnectTo["shop.invalid"] = $"127.0.0.1:{server.Port}");

        Assert.Equal(FailureReason.NameResolution, fetched.Failure.Reason);
        Assert.Empty(server.Requests);
    }
}
