namespace Crawling.Tests;

public sealed class UrlTests
{
    private const string Full = "https://user:pass@example.com:8443/a/b%20c?q=1&r=%C3%A9#top";

    [Fact]
    public void A_url_gives_its_parts()
    {
        var url = Url.Parse("HTTPS://user:pass@EXAMPLE.com:8443/x/../a/b c?q=1&r=é#top");

        Assert.Equal(Full, url.Href);
        Assert.Equal(Full, url.ToString());
        Assert.Equal("https", url.Scheme);
        Assert.Equal("example.com", url.Host);
        Assert.Equal(8443, url.Port);
        Assert.Equal("/a/b%20c", url.Path);
        Assert.Equal("?q=1&r=%C3%A9", url.Query);
        Assert.Equal("#top", url.Fragment);
        Assert.Equal("user", url.UserName);
        Assert.Equal("pass", url.Password);
        Assert.Equal("https://example.com:8443", url.Origin);
    }

    [Fact]
    public void The_port_of_the_scheme_is_not_given()
    {
        var url = Url.Parse("http://a:80");

        Assert.Equal(-1, url.Port);
        Assert.Equal("http://a/", url.Href);
    }

    [Theory]
    [InlineData("page-2.html", "https://shop.example/books/page-2.html")]
    [InlineData("../about", "https://shop.example/about")]
    [InlineData("/cart?id=1", "https://shop.example/cart?id=1")]
    [InlineData("?page=2", "https://shop.example/books/index.html?page=2")]
    [InlineData("#top", "https://shop.example/books/index.html?page=1#top")]
    [InlineData("", "https://shop.example/books/index.html?page=1")]
    [InlineData("//cdn.example/x.js", "https://cdn.example/x.js")]
    [InlineData(" \n/a\tb\\c ", "https://shop.example/ab/c")]
    [InlineData("mailto:a@b", "mailto:a@b")]
    public void A_reference_is_joined_to_its_base(string reference, string expected) =>
        Assert.Equal(expected, Url.Parse(reference, "https://shop.example/books/index.html?page=1#here").Href);

    [Theory]
    [InlineData("about.html", "'about.html' is not a URL: it has no scheme, and there is no base URL to join it to.")]
    [InlineData("http://", "'http://' is not a URL: it has no host.")]
    [InlineData("http://a b/", "'http://a b/' is not a URL: its host contains ' '.")]
    [InlineData("http://a%00b/", "'http://a%00b/' is not a URL: its host contains U+0000.")]
    [InlineData("http://a:x/", "'http://a:x/' is not a URL: its port is not a number.")]
    [InlineData("http://a:65536/", "'http://a:65536/' is not a URL: its port is over 65535.")]
    [InlineData("http://[::g]/", "'http://[::g]/' is not a URL: its host is not an IPv6 address.")]
    [InlineData("http://256.1.1.1/", "'http://256.1.1.1/' is not a URL: its host ends in a number but is not an IPv4 address.")]
    [InlineData("http://xn--a/", "'http://xn--a/' is not a URL: its host is not a valid international domain name.")]
    public void What_is_no_url_is_refused_with_the_reason(string text, string message)
    {
        Assert.Equal(message, Assert.Throws<FormatException>(() => Url.Parse(text)).Message);
        Assert.False(Url.TryParse(text, null, out var url));
        Assert.Null(url);
    }

    [Fact]
    public void A_message_shows_the_start_of_a_long_text() =>
        Assert.InRange(Assert.Throws<FormatException>(() => Url.Parse(new string('x', 100_000))).Message.Length, 200, 400);

    [Fact]
    public void Null_is_no_url()
    {
        Assert.False(Url.TryParse(null, "http://a/", out _));
        Assert.Throws<ArgumentNullException>(() => Url.Parse(null!));
    }

    [Fact]
    public void Urls_with_the_same_href_are_equal()
    {
        Url left = "http://Example.com:80";
        Url right = "http://example.com/";

        Assert.Equal(left, right);
        Assert.True(left == right);
        Assert.True(left == "http://EXAMPLE.com");
        Assert.True(left != "http://example.com/#x");
        Assert.False(left == null);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
        Assert.Equal("http://example.com/", (string)left);
    }

    [Fact]
    public void A_host_too_long_for_punycode_is_refused_and_one_of_ascii_is_not()
    {
        Assert.False(Url.TryParse($"http://{string.Concat(Enumerable.Repeat("\U0001F600é", 50_000))}/", null, out _));
        Assert.True(Url.TryParse($"http://{new string('a', 100_000)}/", null, out _));
    }
}
