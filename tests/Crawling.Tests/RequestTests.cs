using System.Text;

namespace Crawling.Tests;

public sealed class RequestTests
{
    [Fact]
    public void The_method_is_in_upper_case_however_it_is_set()
    {
        Assert.Equal("GET", new Request("http://a.example/").Method);
        Assert.Equal("POST", new Request("http://a.example/") { Method = "post" }.Method);
        Assert.Equal("M-SEARCH", new Request("http://a.example/") { Method = "m-search" }.Method);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GET ")]
    [InlineData("GET / HTTP/1.1\r\nX-A")]
    public void What_is_no_method_is_refused(string method)
    {
        var error = Assert.Throws<ArgumentException>(() => new Request("http://a.example/") { Method = method });
        Assert.Contains($"'{method}' is not an HTTP method", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_timeout_that_no_timer_takes_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Request("http://a.example/") { Timeout = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Request("http://a.example/") { Timeout = TimeSpan.FromTicks(-1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Request("http://a.example/") { Timeout = TimeSpan.MaxValue });
        Assert.Null(new Request("http://a.example/") { Timeout = null }.Timeout);
    }

    [Fact]
    public void A_form_is_sent_in_the_body_as_a_browser_encodes_it()
    {
        // The set of bytes that stay as they are: WHATWG URL, application/x-www-form-urlencoded percent-encode set.
        var request = Request.Form("http://a.example/?q=1", [new("a b", "*-._~"), new("ü", "&=+%\n"), new("a b", "")]);

        Assert.Equal("POST", request.Method);
        Assert.Equal("http://a.example/?q=1", request.Url.Href);
        Assert.Equal("application/x-www-form-urlencoded", request.Headers["Content-Type"]);
        Assert.Equal("a+b=*-._%7E&%C3%BC=%26%3D%2B%25%0A&a+b=", Encoding.ASCII.GetString(request.Body.Span));
    }

    [Theory]
    [InlineData("http://a.example/p?old=1#part", "GET", "http://a.example/p?a=1&b=%C3%BC")]
    [InlineData("http://a.example/p#part", "get", "http://a.example/p?a=1&b=%C3%BC")]
    [InlineData("http://a.example", "HEAD", "http://a.example/?a=1&b=%C3%BC")]
    public void A_form_that_is_got_replaces_the_query(string url, string method, string expected)
    {
        var request = Request.Form(url, [new("a", "1"), new("b", "ü")], method);

        Assert.Equal(expected, request.Url.Href);
        Assert.Equal(0, request.Body.Length);
        Assert.False(request.Headers.Contains("Content-Type"));
    }

    [Fact]
    public void Json_is_sent_as_a_web_client_writes_it()
    {
        var request = Request.Json("http://a.example/", new { FirstName = "Zoë", Age = 7 }, "put");

        Assert.Equal("PUT", request.Method);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal("""{"firstName":"Zo\u00EB","age":7}""", Encoding.UTF8.GetString(request.Body.Span));
    }
}
