using Crawling;

namespace Spiders;

/// <summary>Logs in to quotes.toscrape.com, and takes what is there only then: with every quote, its author's page on Goodreads.</summary>
public sealed class Login : Spider
{
    public sealed record Quote(string Text, string Author, string Goodreads) : Item;

    public string User { get; set; } = "someone";

    public string Password { get; set; } = "secret";

    public override IEnumerable<string> StartUrls => ["https://quotes.toscrape.com/login"];

    public override async IAsyncEnumerable<Output> ParseAsync(Response response)
    {
        var form = response.Css("form[action='/login']");
        yield return Request.Form(
            Url.Parse("/login", response.Url),
            [
                new("csrf_token", form.Css("input[name=csrf_token]::attr(value)").Get()!),
                new("username", User),
                new("password", Password),
            ]) with { Callback = ParseQuotesAsync };
    }

    public async IAsyncEnumerable<Output> ParseQuotesAsync(Response response)
    {
        if (response.Css("a[href='/logout']").Count == 0)
        {
            throw new CloseSpiderException("login_failed");
        }

        foreach (var quote in response.Css("div.quote"))
        {
            yield return new Quote(
                quote.Css("span.text::text").Get()!,
                quote.Css("small.author::text").Get()!,
                quote.Css("a[href*=goodreads]::attr(href)").Get()!);
        }

        foreach (var next in response.FollowAll(response.Css("li.next a"), ParseQuotesAsync))
        {
            yield return next;
        }
    }
}
