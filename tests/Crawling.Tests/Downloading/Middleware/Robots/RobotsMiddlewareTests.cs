using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Tests.Downloading.Middleware.Robots;

/// <summary>What a crawl may fetch by a site's rules.</summary>
public sealed class RobotsMiddlewareTests
{
    private const string Rules = "User-agent: *\nDisallow: /private\n";

    [Fact]
    public async Task What_is_disallowed_is_not_fetched_and_its_errback_learns_the_rule()
    {
        await using var site = await SiteOf(Rules);
        var fetched = await CrawlAsync([site.Url("/private/1"), site.Url("/open")]);

        Assert.Equal(["/robots.txt", "/open"], site.Requests);
        Assert.Equal("/open", Assert.Single(fetched.Responses).Url.Path);
        var failure = Assert.Single(fetched.Failures);
        Assert.Equal((FailureReason.RobotsDenied, "/private/1"), (failure.Reason, failure.Request.Url.Path));
        Assert.Equal($"{site.Address}/robots.txt says 'Disallow: /private'.", failure.Exception!.Message);
        Assert.Equal(1, fetched.Result.Statistics["robotstxt/forbidden"]);
        Assert.Equal(1, fetched.Result.Statistics["robotstxt/request_count"]);
        Assert.Equal(1, fetched.Result.Statistics["robotstxt/response_count"]);
        Assert.Equal(1, fetched.Result.Statistics["robotstxt/response_status_count/200"]);
        Assert.Equal(1, fetched.Result.Statistics["response_received_count"]);
        Assert.Equal(2, fetched.Result.Statistics["scheduler/dequeued"]);
    }

    [Fact]
    public async Task It_is_obeyed_unless_told_otherwise()
    {
        await using var site = await SiteOf(Rules);
        var result = await CrawlOnce.RunAsync(new SpiderOf { Urls = [site.Url("/private")] });

        Assert.Equal(["/robots.txt"], site.Requests);
        Assert.Equal(CloseReason.Finished, result.Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_does_not_obey_it_does_not_ask_for_it(bool byOption)
    {
        await using var site = await SiteOf(Rules);
        await CrawlAsync([site.Url("/private")], options =>
        {
            if (byOption)
            {
                options.Robots.Obey = false;
            }
            else
            {
                options.DownloaderMiddleware.Remove<RobotsMiddleware>();
            }
        });

        Assert.Equal(["/private"], site.Requests);
    }

    [Fact]
    public async Task A_refusal_is_an_event()
    {
        await using var site = await SiteOf(Rules);
        await using var process = new CrawlerProcess();
        var crawler = process.CreateCrawler(new SpiderOf { Urls = [site.Url("/private")] });
        var dropped = crawler.Events.ReadAllAsync<RequestDropped>();
        _ = crawler.CrawlAsync();
        await process.RunAsync();

        var refusal = await dropped.SingleAsync();
        Assert.Equal(("robotstxt/forbidden", "/private"), (refusal.Rule, refusal.Request.Url.Path));
    }

    [Theory]
    [InlineData("Crawling", "/for-us", "/for-all")]
    [InlineData("crawling/9.9 (+https://example.com)", "/for-us", "/for-all")]
    [InlineData("Other/1.0", "/for-other", "/for-us")]
    [InlineData("Unknown", "/for-all", "/for-us")]
    public async Task The_rules_of_the_name_in_the_options_hold(string name, string refused, string allowed)
    {
        await using var site = await SiteOf("User-agent: crawling\nDisallow: /for-us\n\nUser-agent: other\nDisallow: /for-other\n\nUser-agent: *\nDisallow: /for-all\n");

        await CrawlAsync([site.Url(refused), site.Url(allowed)], options => options.Robots.UserAgent = name);
        await CrawlAsync([site.Url(refused), site.Url(allowed)], options => options.UserAgent = name);
        await CrawlAsync([.. new[] { refused, allowed }.Select(path => new Request(site.Url(path))
        {
            Headers = new HeaderList().Add("User-Agent", name),
        })]);

        Assert.Equal(["/robots.txt", allowed, "/robots.txt", allowed, "/robots.txt", allowed], site.Requests);
    }

    [Fact]
    public async Task The_target_of_a_redirect_is_checked_on_the_same_and_on_another_host()
    {
        await using var other = await SiteOf(Rules);
        await using var site = await LoopbackSite.StartAsync(
            context =>
            {
                context.Response.Redirect(context.Request.Path == "/near" ? "/private" : other.Url("/private"));
                return Task.CompletedTask;
            },
            robots: context => context.Response.WriteAsync(Rules));
        var fetched = await CrawlAsync([site.Url("/near"), site.Url("/far")]);

        Assert.Equal(["/far", "/near", "/robots.txt"], site.Requests.Order());
        Assert.Equal(["/robots.txt"], other.Requests);
        Assert.Equal(2, fetched.Failures.Count(failure => failure.Reason == FailureReason.RobotsDenied));
    }

    [Fact]
    public async Task A_fetch_in_a_callback_is_checked_on_the_same_and_on_another_host()
    {
        await using var other = await SiteOf(Rules);
        await using var site = await SiteOf(Rules);
        var failures = new List<DownloadException>();
        var result = await CrawlOnce.RunAsync(new SpiderOf { Urls = [site.Url("/")], Parse = Parse });

        Assert.Equal(["/robots.txt", "/"], site.Requests);
        Assert.Equal(["/robots.txt", "/open"], other.Requests);
        Assert.All(failures, failure => Assert.Equal(FailureReason.RobotsDenied, failure.Reason));
        Assert.Equal(2, failures.Count);
        Assert.Equal(0, result.Statistics["spider_exceptions/count"]);

        async IAsyncEnumerable<Output> Parse(Response response)
        {
            foreach (var url in new[] { site.Url("/private"), other.Url("/private") })
            {
                failures.Add(await Assert.ThrowsAsync<DownloadException>(() => response.FetchAsync(new Request(url))));
            }

            await response.FetchAsync(new Request(other.Url("/open")));
            yield break;
        }
    }

    [Fact]
    public async Task Each_port_has_its_own()
    {
        await using var one = await SiteOf(Rules);
        await using var other = await SiteOf("User-agent: *\nDisallow: /open\n");
        await CrawlAsync([one.Url("/open"), one.Url("/private"), other.Url("/open"), other.Url("/private")]);

        Assert.Equal(["/robots.txt", "/open"], one.Requests);
        Assert.Equal(["/robots.txt", "/private"], other.Requests);
    }

    [Fact]
    public async Task A_page_that_a_layer_before_moved_to_another_origin_is_checked_there()
    {
        await using var other = await SiteOf(Rules);
        await using var site = await SiteOf(Rules);
        await using var services = new ServiceCollection().AddSingleton(new Mover.Target(other.Address)).BuildServiceProvider();
        var fetched = await Fetched.FromAsync(
            [new Request(site.Url("/private")), new Request(site.Url("/open"))],
            options =>
            {
                options.Robots.Obey = true;
                options.DownloaderMiddleware.InsertBefore<RobotsMiddleware, Mover>();
            },
            services);

        Assert.Equal(FailureReason.RobotsDenied, Assert.Single(fetched.Failures).Reason);
        Assert.Equal(other.Url("/open"), Assert.Single(fetched.Responses).Url.Href);
        Assert.Equal(["/robots.txt"], site.Requests);
        Assert.Equal(["/open", "/robots.txt"], other.Requests.Order());
    }

    private static Task<LoopbackSite> SiteOf(string robots) =>
        LoopbackSite.StartAsync(static context => context.Response.WriteAsync("page"), robots: context => context.Response.WriteAsync(robots));

    private static Task<Fetched> CrawlAsync(string[] urls, Action<CrawlerOptions>? settings = null) =>
        CrawlAsync([.. urls.Select(url => new Request(url))], settings);

    private static Task<Fetched> CrawlAsync(Request[] requests, Action<CrawlerOptions>? settings = null) => Fetched.FromAsync(requests, options =>
    {
        options.Robots.Obey = true;
        settings?.Invoke(options);
    });

    /// <summary>Moves every page to another site.</summary>
    public sealed class Mover(Mover.Target target) : IDownloaderMiddleware
    {
        public ValueTask<DownloadResult> InvokeAsync(
            Request request, Crawler crawler, DownloaderDelegate next, CancellationToken cancellation) =>
            next(request.Url.Path == "/robots.txt" ? request : request with { Url = target.Address + request.Url.Path }, cancellation);

        public sealed record Target(string Address);
    }
}
