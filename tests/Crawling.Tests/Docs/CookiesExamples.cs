namespace Crawling.Tests;

/// <summary>The examples of docs/cookies.md, so that they compile.</summary>
public sealed class CookiesExamples : Spider
{
    private const string Password = "secret";

    public static string OnItsOwn()
    {
        var jar = new CookieJar();
        jar.Receive("https://shop.example/login", "session=abc; Path=/; Secure");
        var header = jar.Send("https://shop.example/basket");
        return header;
    }

    public override async IAsyncEnumerable<Output> ParseAsync(Response response)
    {
        await Task.CompletedTask;
        yield return Request.Form("https://shop.example/login", [new("user", "me"), new("password", Password)]) with { Callback = ParseAccountAsync };

        var url = response.Url;
        yield return new Request(url) { CookieJar = "basket 1" };
        yield return response.Follow("/basket") with { CookieJar = response.Request.CookieJar };

        yield return new Request(url) { Cookies = new Dictionary<string, string> { ["currency"] = "EUR" } };
    }

    private static IAsyncEnumerable<Output> ParseAccountAsync(Response response) => AsyncEnumerable.Empty<Output>();
}
