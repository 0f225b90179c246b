using Crawling.Downloading;

namespace Crawling.Tests.Downloading.Middleware.Proxy;

public sealed class ProxyEnvironmentTests
{
    [Theory]
    [InlineData("http_proxy=http://p:1", "http://a.example/", "http://p:1/")]
    [InlineData("http_proxy=p:1", "http://a.example/", "http://p:1/")]
    [InlineData("http_proxy=http://p:1", "https://a.example/", null)]
    [InlineData("https_proxy=http://p:1", "https://a.example/", "http://p:1/")]
    [InlineData("HTTPS_PROXY=http://p:1", "https://a.example/", "http://p:1/")]
    [InlineData("http_proxy=http://p:1 HTTP_PROXY=http://q:2", "http://a.example/", "http://p:1/")]
    [InlineData("HTTP_PROXY=http://q:2", "http://a.example/", "http://q:2/")]
    [InlineData("HTTP_PROXY=http://q:2 REQUEST_METHOD=GET", "http://a.example/", null)]
    [InlineData("HTTP_PROXY=http://q:2 GATEWAY_INTERFACE=CGI/1.1", "http://a.example/", null)]
    [InlineData("http_proxy=http://p:1 REQUEST_METHOD=GET", "http://a.example/", "http://p:1/")]
    [InlineData("all_proxy=socks5h://p:1", "https://a.example/", "socks5h://p:1")]
    [InlineData("ALL_PROXY=socks://p:1/ http_proxy=http://q:2", "http://a.example/", "http://q:2/")]
    [InlineData("http_proxy=http://p:1 no_proxy=b.example,a.example", "http://a.example/", null)]
    [InlineData("http_proxy=http://p:1 NO_PROXY=*", "http://a.example/", null)]
    [InlineData("http_proxy=http://p:1", "http://localhost:8080/", null)]
    [InlineData("http_proxy=http://p:1", "http://127.0.0.2/", null)]
    [InlineData("http_proxy=http://p:1", "http://[::1]/", null)]
    [InlineData("http_proxy=", "http://a.example/", null)]
    public void Variables_are_read_as_other_programs_read_them(string variables, string url, string? expected) =>
        Assert.Equal(expected, Of(variables).ProxyFor(url)?.Href);

    [Fact]
    public void A_variable_that_holds_no_proxy_is_an_error_without_its_password()
    {
        var error = Assert.Throws<SettingsException>(() => Of("http_proxy=ftp://me:secret@p:1"));

        Assert.StartsWith("environment: 'http_proxy' is 'ftp://***@p:1' but must be ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.example", "http://a.example/", true)]
    [InlineData("a.example", "http://www.a.example/", true)]
    [InlineData("a.example", "http://ba.example/", false)]
    [InlineData(".a.example", "http://www.a.example/", true)]
    [InlineData(".a.example", "http://a.example/", true)]
    [InlineData("*.a.example", "http://www.a.example/", true)]
    [InlineData("A.Example", "http://a.example/", true)]
    [InlineData("b\u00fccher.example", "http://xn--bcher-kva.example/", true)]
    [InlineData("a.example:81", "http://a.example:81/", true)]
    [InlineData("a.example:80", "http://a.example/", true)]
    [InlineData("a.example:443", "https://a.example/", true)]
    [InlineData("a.example:81", "http://a.example/", false)]
    [InlineData("10.0.0.1", "http://10.0.0.1/", true)]
    [InlineData("10.0.0.1", "http://110.0.0.1/", false)]
    [InlineData("10.0.0.0/8", "http://10.1.2.3:81/", true)]
    [InlineData("10.0.0.0/8", "http://11.1.2.3/", false)]
    [InlineData("10.0.0.0/8", "http://a.example/", false)]
    [InlineData("::1", "http://[::1]/", true)]
    [InlineData("[::1]:81", "http://[::1]:81/", true)]
    [InlineData("[::1]:81", "http://[::1]/", false)]
    [InlineData("fd00::/8", "http://[fd12::1]/", true)]
    [InlineData("*", "http://[fd12::1]/", true)]
    [InlineData(" ", "http://a.example/", false)]
    public void Hosts_without_a_proxy_are_listed_in_the_usual_forms(string entry, string url, bool expected) =>
        Assert.Equal(expected, new ProxyBypass([entry]).Contains(url));

    private static ProxyEnvironment Of(string variables)
    {
        var values = variables.Split(' ').Select(variable => variable.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return new ProxyEnvironment(values.GetValueOrDefault);
    }
}
