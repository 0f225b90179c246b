using System.Buffers;
using System.Text;

namespace Crawling.Tests.Parsing.Urls;

public sealed class CanonicalFormTests
{
    [Theory]
    [InlineData("http://a/?b=2&a=2&a=1&c", "http://a/?a=1&a=2&b=2&c")]
    [InlineData("http://a/?ab=1&a=2", "http://a/?a=2&ab=1")]
    [InlineData("http://a/?a=&a", "http://a/?a&a=")]
    [InlineData("http://a/?a=1&a=1", "http://a/?a=1&a=1")]
    [InlineData("http://a/?&b&&a&", "http://a/?a&b")]
    [InlineData("http://a/?", "http://a/")]
    [InlineData("http://a/?q=x%20y&p=x y", "http://a/?p=x+y&q=x+y")]
    [InlineData("http://a/?q=%2B%26", "http://a/?q=%2B%26")]
    [InlineData("http://a/%7euser/%c3%a9/%41%2f", "http://a/~user/%C3%A9/A%2F")]
    [InlineData("http://a/é|b", "http://a/%C3%A9%7Cb")]
    [InlineData("http://a/100%", "http://a/100%25")]
    [InlineData("http://a/%%34%31", "http://a/%2541")]
    [InlineData("http://a/+%20", "http://a/+%20")]
    [InlineData("http://u:p@a:81/x#f", "http://u:p@a:81/x")]
    [InlineData("HTTP://A:80", "http://a/")]
    public void All_spellings_of_a_url_have_one_form(string text, string expected) => Assert.Equal(expected, Url.Parse(text).Canonical());

    [Fact]
    public void The_fragment_is_kept_on_request() =>
        Assert.Equal("http://a/?a&b#%2Fx~", Url.Parse("http://a/?b&a#%2fx%7e").Canonical(keepFragment: true));

    [Theory]
    [InlineData("https://example.com/a/b.html")]
    [InlineData("https://example.com/a%20b?a=1&b=2")]
    public void A_url_in_that_form_is_not_copied(string text)
    {
        var url = Url.Parse(text);

        Assert.Same(url.Href, url.Canonical());
    }

    [Fact]
    public void The_form_written_as_bytes_is_the_same()
    {
        var url = Url.Parse("http://a/%7e?b=%20&a=é#f");
        var output = new ArrayBufferWriter<byte>();

        url.WriteCanonical(output);

        Assert.Equal(url.Canonical(), Encoding.ASCII.GetString(output.WrittenSpan));
    }
}
