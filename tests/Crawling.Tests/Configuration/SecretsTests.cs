using Crawling.Configuration;

namespace Crawling.Tests.Configuration;

public class SecretsTests
{
    [Theory]
    [InlineData("http://user:pass@host/path", "http://***@host/path")]
    [InlineData("via socks5://user@host:1080 then http://a:b@c/", "via socks5://***@host:1080 then http://***@c/")]
    [InlineData("http://user:p@ss@host/", "http://***@host/")]
    [InlineData("https://host/?api_key=abc&page=2", "https://host/?api_key=***&page=2")]
    [InlineData("https://host/?page=2&Access_Token=abc#top", "https://host/?page=2&Access_Token=***#top")]
    public void Credentials_in_urls_are_masked(string text, string masked)
    {
        Assert.Equal(masked, Secrets.Mask(text));
    }

    [Theory]
    [InlineData("https://host/users/@name?q=a@b")]
    [InlineData("mail to someone@example.com")]
    [InlineData("https://host/?page=2")]
    [InlineData("")]
    public void Other_text_stays_as_it_is(string text)
    {
        Assert.Equal(text, Secrets.Mask(text));
    }

    [Theory]
    [InlineData("proxy:password")]
    [InlineData("headers:Authorization")]
    [InlineData("apiKey")]
    [InlineData("captcha:accessToken")]
    [InlineData("headers:Cookie")]
    [InlineData("CLIENT_SECRET")]
    public void The_value_of_a_secret_setting_is_masked_altogether(string path)
    {
        Assert.Equal("***", Secrets.Mask(path, "abc"));
        Assert.Equal("", Secrets.Mask(path, ""));
    }

    [Fact]
    public void The_value_of_another_setting_is_masked_only_where_it_holds_credentials()
    {
        Assert.Equal("http://***@proxy:8080", Secrets.Mask("proxy:url", "http://me:abc@proxy:8080"));
        Assert.Equal("abc", Secrets.Mask("userAgent", "abc"));
    }
}
