namespace Crawling.Tests;

/// <summary>The examples of docs/security.md and docs/proxies.md, so that they compile.</summary>
public sealed class SecurityExamples : Spider
{
    public override async IAsyncEnumerable<Output> ParseAsync(Response response)
    {
        await Task.CompletedTask;
        var url = response.Url;
        yield return new Request(url) { Proxy = "socks5://me:secret@proxy.example:1080" };
        yield return new Request(url) { Proxy = "direct:" };
    }

    protected override void Configure(CrawlerOptions options)
    {
        options.Auth.User = "me";
        options.Auth.Password = Environment.GetEnvironmentVariable("SHOP_PASSWORD");
        options.Auth.Domain = "https://shop.example";
    }
}
