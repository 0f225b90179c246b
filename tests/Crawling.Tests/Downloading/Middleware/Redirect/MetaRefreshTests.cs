using System.Text;
using Crawling.Downloading;

namespace Crawling.Tests.Downloading.Middleware.Redirect;

public sealed class MetaRefreshTests
{
    // The shared declarative refresh steps of the HTML standard, section 4.2.5.3.
    [Theory]
    [InlineData("0; url=/x", 0, "/x")]
    [InlineData("5;URL='/x'", 5, "/x")]
    [InlineData(" 5 , uRl = \"/x\" junk", 5, "/x")]
    [InlineData("5 /x", 5, "/x")]
    [InlineData("5;/x", 5, "/x")]
    [InlineData("5; '/x'y", 5, "/x")]
    [InlineData("5; url='/x", 5, "/x")]
    [InlineData("5; url /x", 5, "url /x")]
    [InlineData("5; ur=/x", 5, "ur=/x")]
    [InlineData("5.75; url=/x", 5, "/x")]
    [InlineData(".9; url=/x", 0, "/x")]
    [InlineData("5..9.; url=/x", 5, "/x")]
    [InlineData("0005; url=/x", 5, "/x")]
    [InlineData("99999999999999999999; url=/x", int.MaxValue, "/x")]
    [InlineData("5\n;\turl=/x", 5, "/x")]
    [InlineData("5; url=url=/x", 5, "url=/x")]
    [InlineData("5", 0, null)]
    [InlineData("5;", 0, null)]
    [InlineData("", 0, null)]
    [InlineData("-1; url=/x", 0, null)]
    [InlineData("+1; url=/x", 0, null)]
    [InlineData("; url=/x", 0, null)]
    [InlineData("url=/x", 0, null)]
    [InlineData("5x; url=/x", 0, null)]
    public void The_content_is_read_as_browsers_read_it(string content, int seconds, string? target) =>
        Assert.Equal(target is null ? null : (seconds, target), MetaRefresh.Parse(content));

    [Theory]
    [InlineData("<meta http-equiv=refresh content='0; url=/x'>", "/x")]
    [InlineData("<META HTTP-EQUIV=\"Refresh\" CONTENT=\"0;URL=/x?a=1&amp;b\">", "/x?a=1&b")]
    [InlineData("<html><head><link><meta content='0;url=x' http-equiv=refresh />", "/dir/x")]
    [InlineData("<base href=/other/><meta http-equiv=refresh content='0;x'>", "/other/x")]
    [InlineData("<meta http-equiv=refresh content=5><meta http-equiv=refresh content='0;/x'>", "/x")]
    [InlineData("<meta http-equiv=refresh content='0;javascript:alert(1)'><meta http-equiv=refresh content='0;/x'>", "/x")]
    [InlineData("<meta http-equiv=refresh content='0;/caf\u00e9'>", "/caf%C3%A9")]
    [InlineData("<!-- <meta http-equiv=refresh content='0;/x'> -->", null)]
    [InlineData("<noscript><meta http-equiv=refresh content='0;/x'></noscript>", null)]
    [InlineData("<script>'<meta http-equiv=refresh content=\"0;/x\">'</script>", null)]
    [InlineData("<template><meta http-equiv=refresh content='0;/x'></template>", null)]
    [InlineData("<textarea><meta http-equiv=refresh content='0;/x'></textarea>", null)]
    [InlineData("<p title=\"<meta http-equiv=refresh content='0;/x'>\">", null)]
    [InlineData("<body><meta http-equiv=refresh content='0;/x'>", null)]
    [InlineData("<meta name=refresh content='0;/x'>", null)]
    [InlineData("<meta http-equiv=x http-equiv=refresh content='0;/x'>", null)]
    [InlineData("<meta http-equiv=refresh content='0;/x'", null)]
    [InlineData("<meta http-equiv=refresh content='0;ftp://a.example/'>", null)]
    [InlineData("<meta http-equiv=refresh content='0;file:///etc/passwd'>", null)]
    public void The_first_that_leads_on_is_found_where_browsers_see_it(string html, string? target)
    {
        Assert.Equal(target, FoundIn(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8"));
        Assert.Equal(target, FoundIn([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(html)], "text/html"));

        static string? FoundIn(byte[] body, string type)
        {
            var response = new Response("http://a.example/dir/page", headers: new HeaderList().Add("Content-Type", type), body: body);
            return MetaRefresh.Of(response)?.Target.Href["http://a.example".Length..];
        }
    }

    [Fact]
    public async Task It_is_followed_as_a_redirect_that_becomes_a_get()
    {
        await using var site = await LoopbackSite.StartAsync(path => path == "/from" ? Refresh("0; url=/to") : "<p>here");
        var request = new Request(site.Url("/from"))
        {
            Method = "POST",
            Body = "x"u8.ToArray(),
            Headers = new HeaderList().Add("Content-Type", "text/x-own"),
        };
        var fetched = await Fetched.FromAsync(request);

        Assert.Equal(site.Url("/to"), fetched.Response.Url.Href);
        Assert.Equal("GET", fetched.Response.Request.Method);
        Assert.False(fetched.Response.Request.Headers.Contains("Content-Type"));
        Assert.Equal([site.Url("/from")], fetched.Response.RedirectedFrom.Select(url => url.Href));
        Assert.Equal(["meta refresh"], fetched.Response.RedirectReasons);
        Assert.Equal(1, fetched.Result.Statistics["redirect/count"]);
    }

    [Theory]
    [InlineData("101; url=/to", true, true)]
    [InlineData("0; url=/to", false, true)]
    [InlineData("0; url=/to", true, false)]
    [InlineData("60; url=/from", true, true)]
    [InlineData("60; url=#top", true, true)]
    public async Task It_is_left_alone_when_it_asks_for_long_is_not_wanted_or_only_loads_the_page_again(string content, bool isOn, bool follows)
    {
        await using var site = await LoopbackSite.StartAsync(path => path == "/from" ? Refresh(content) : "<p>here");
        var response = (await Fetched.FromAsync(
            new Request(site.Url("/from")) { FollowRedirects = follows }, options => options.Download.MetaRefresh = isOn)).Response;

        Assert.Equal(site.Url("/from"), response.Url.Href);
        Assert.Equal(["/from"], site.Requests);
    }

    [Fact]
    public async Task A_page_that_at_once_leads_to_itself_stops_at_the_limit_of_redirects()
    {
        await using var site = await LoopbackSite.StartAsync(_ => Refresh("0; url=/from"));

        Assert.Equal(FailureReason.TooManyRedirects, (await Fetched.FromAsync(new Request(site.Url("/from")))).Failure.Reason);
        Assert.Equal(21, site.Requests.Count);
    }

    [Fact]
    public async Task The_wait_it_asks_for_is_kept()
    {
        await using var site = await LoopbackSite.StartAsync(path => path == "/from" ? Refresh("100; url=/to") : "<p>here");
        var time = new Testing.FakeTime();
        await using var services = Fetched.ServicesWith(time);
        var fetched = new Fetched();
        await using var process = new CrawlerProcess(Fetched.Options(Fetched.WaitForAnything), services);
        _ = process.Crawl(fetched.Spider([new(site.Url("/from"))]));
        var running = process.RunAsync();
        while (!running.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }

        Assert.Equal(site.Url("/to"), fetched.Response.Url.Href);
        Assert.True(time.GetUtcNow() >= new Testing.FakeTime().GetUtcNow() + TimeSpan.FromSeconds(100));
    }

    [Fact]
    public async Task It_does_not_lead_out_of_the_allowed_domains()
    {
        await using var site = await LoopbackSite.StartAsync(_ => Refresh("0; url=http://other.example/"));
        var failures = new List<FailureReason>();
        await CrawlOnce.RunAsync(new SpiderOf { Urls = [site.Url("/")], Domains = ["127.0.0.1"], Error = Keep }, Fetched.Options());

        Assert.Equal([FailureReason.Offsite], failures);

        async IAsyncEnumerable<Output> Keep(RequestFailure failure)
        {
            await Task.Yield();
            failures.Add(failure.Reason);
            yield break;
        }
    }

    private static string Refresh(string content) => $"<meta http-equiv=refresh content='{content}'>";
}
