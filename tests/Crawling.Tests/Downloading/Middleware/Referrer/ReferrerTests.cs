using Crawling.Downloading;

namespace Crawling.Tests.Downloading;

public sealed class ReferrerTests
{
    private const string Page = "https://user:pass@a.test/page?q=1#part";
    private const string Whole = "https://a.test/page?q=1";
    private const string Origin = "https://a.test/";

    /// <summary>What each policy tells the same origin, another, and one without TLS.</summary>
    [Theory]
    [InlineData(ReferrerPolicy.NoReferrer, null, null, null)]
    [InlineData(ReferrerPolicy.NoReferrerWhenDowngrade, Whole, Whole, null)]
    [InlineData(ReferrerPolicy.SameOrigin, Whole, null, null)]
    [InlineData(ReferrerPolicy.Origin, Origin, Origin, Origin)]
    [InlineData(ReferrerPolicy.StrictOrigin, Origin, Origin, null)]
    [InlineData(ReferrerPolicy.OriginWhenCrossOrigin, Whole, Origin, Origin)]
    [InlineData(ReferrerPolicy.StrictOriginWhenCrossOrigin, Whole, Origin, null)]
    [InlineData(ReferrerPolicy.UnsafeUrl, Whole, Whole, Whole)]
    public void Each_policy_tells_what_the_standard_says(ReferrerPolicy policy, string? same, string? other, string? insecure)
    {
        Assert.Equal(same, Referrer.Of(Page, "https://a.test/next", policy));
        Assert.Equal(other, Referrer.Of(Page, "https://b.test/", policy));
        Assert.Equal(insecure, Referrer.Of(Page, "http://a.test/", policy));
    }

    [Theory]
    [InlineData("http://a.test/x", "http://b.test/", "http://a.test/")]
    [InlineData("http://127.0.0.1/x", "http://b.test/", null)]
    [InlineData("http://127.0.0.1/x", "http://localhost/", "http://127.0.0.1/")]
    [InlineData("http://127.evil.test/x", "http://b.test/", "http://127.evil.test/")]
    [InlineData("ftp://a.test/x", "http://b.test/", null)]
    public void Only_what_others_can_read_on_the_way_is_a_downgrade(string page, string target, string? referrer) =>
        Assert.Equal(referrer, Referrer.Of(page, target, ReferrerPolicy.StrictOrigin));

    [Fact]
    public void Of_a_long_url_the_origin_is_told() =>
        Assert.Equal(Origin, Referrer.Of(Origin + new string('x', 4096), "https://b.test/", ReferrerPolicy.UnsafeUrl));

    [Theory]
    [InlineData("same-origin", "", ReferrerPolicy.SameOrigin)]
    [InlineData("origin, Unsafe-URL, something-new", "", ReferrerPolicy.UnsafeUrl)]
    [InlineData("origin", "<meta content=never name=Referrer>", ReferrerPolicy.NoReferrer)]
    [InlineData("always", "<meta name=referrer content='System.Environment'>", null)]
    [InlineData("", "<!-- <meta name=referrer content=origin> -->", null)]
    public void A_page_picks_one_of_the_policies_and_can_say_nothing_else(string header, string html, ReferrerPolicy? policy)
    {
        var headers = new HeaderList().Add("Content-Type", "text/html").Add("Referrer-Policy", header);
        var response = new Response("https://a.test/", headers: headers, body: System.Text.Encoding.UTF8.GetBytes(html));

        Assert.Equal(policy, PagePolicy.Of(response));
    }

    [Theory]
    [InlineData("referrer:policy=unsafeUrl", "/page?q=1", "/page?q=1")]
    [InlineData("referrer:policy=originWhenCrossOrigin", "/page?q=1", "/")]
    [InlineData("referrer:policy=noReferrer", null, null)]
    [InlineData("referrer:policy=sameOrigin", "/page?q=1", null)]
    public async Task A_link_tells_its_page_and_a_redirect_is_judged_anew(string policy, string? own, string? others)
    {
        await using var elsewhere = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        var told = new Dictionary<string, string?>();
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            told[context.Request.Path] = context.Request.Headers.Referer.FirstOrDefault();
            if (context.Request.Path == "/away")
            {
                context.Response.Redirect(elsewhere.Url("/"));
            }

            return Task.CompletedTask;
        });

        await CrawlOnce.RunAsync(
            new SpiderOf { Urls = [site.Url("/page?q=1")], Parse = Parse }, Settings.Of(policy, "robots:obey=false"));

        Assert.Null(told["/page"]);
        Assert.Equal(own is null ? null : site.Url(own), told["/away"]);
        Assert.Equal("https://mine.test/", told["/mine"]);
        var head = Assert.Single(elsewhere.Requests);
        Assert.Equal(others is null ? null : site.Url(others), RefererOf(head));

        static async IAsyncEnumerable<Output> Parse(Response response)
        {
            await Task.CompletedTask;
            if (response.Depth == 0)
            {
                yield return response.Follow("/away");
                yield return response.Follow("/mine") with { Headers = new HeaderList().Add("Referer", "https://mine.test/") };
            }
        }

        static string? RefererOf(string head) =>
            head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Referer: ", StringComparison.Ordinal))?["Referer: ".Length..];
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "/")]
    public async Task A_page_is_asked_for_its_policy_only_if_the_settings_say_so(bool fromPage, string? expected)
    {
        string? told = null;
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            told = context.Request.Headers.Referer.FirstOrDefault();
            context.Response.Headers["Referrer-Policy"] = "no-referrer";
            return Task.CompletedTask;
        });

        await CrawlOnce.RunAsync(
            new SpiderOf { Urls = [site.Url("/")], Parse = response => Next(response) }, Settings.Of($"referrer:fromPage={fromPage}"));

        Assert.Equal(expected is null ? null : site.Url(expected), told);

        static async IAsyncEnumerable<Output> Next(Response response)
        {
            await Task.CompletedTask;
            if (response.Depth == 0)
            {
                yield return response.Follow("/next");
            }
        }
    }
}
