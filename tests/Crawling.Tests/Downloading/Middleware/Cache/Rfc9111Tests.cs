namespace Crawling.Tests.Downloading.Cache;

/// <summary>The rules of RFC 9111 for a private cache, and after the ideas of the public suite github.com/http-tests/cache-tests: what is
/// answered to the second of two requests, some seconds after the first.</summary>
public class Rfc9111Tests
{
    private const string Cached = "cached";
    private const string Stale = "cached, stale";
    private const string Confirmed = "confirmed";
    private const string Fetched = "fetched";

    [Theory]

    // 4.2.1: how long a response is fresh.
    [InlineData("Cache-Control: max-age=60", 59, "", Cached)]
    [InlineData("Cache-Control: max-age=60", 60, "", Fetched)]
    [InlineData("Cache-Control: MAX-AGE=60", 1, "", Cached)]
    [InlineData("Cache-Control: max-age=\"60\"", 1, "", Cached)]
    [InlineData("Cache-Control: max-age=0060", 59, "", Cached)]
    [InlineData("Cache-Control: max-age='60'", 1, "", Fetched)]
    [InlineData("Cache-Control: max-age=60.5", 1, "", Fetched)]
    [InlineData("Cache-Control: max-age=60a", 1, "", Fetched)]
    [InlineData("Cache-Control: max-age=-1", 1, "", Fetched)]
    [InlineData("Cache-Control: max-age=99999999999999999999", 100_000_000, "", Cached)]
    [InlineData("Cache-Control: max-age=60, max-age=1", 30, "", Cached)]
    [InlineData("Cache-Control: max-age=1 | Cache-Control: max-age=60", 30, "", Fetched)]
    [InlineData("Cache-Control: x=\"a, max-age=60\", max-age=1", 30, "", Fetched)]
    [InlineData("Cache-Control: ,, x, max-age=60,", 30, "", Cached)]
    [InlineData("Expires: {60}", 59, "", Cached)]
    [InlineData("Expires: {60}", 60, "", Fetched)]
    [InlineData("Expires: 0", 1, "", Fetched)]
    [InlineData("Expires: Thursday, 01-Jan-26 00:01:00 GMT", 59, "", Cached)]
    [InlineData("Expires: Thu Jan  1 00:01:00 2026", 59, "", Cached)]
    [InlineData("Expires: Thu, 01 Jan 2026 00:01:00 UTC", 1, "", Fetched)]
    [InlineData("Expires: {60} | Expires: {-60}", 59, "", Cached)]
    [InlineData("Expires: {-60} | Cache-Control: max-age=60", 59, "", Cached)]
    [InlineData("Expires: {60} | Cache-Control: max-age=10", 30, "", Fetched)]
    [InlineData("Cache-Control: s-maxage=60", 1, "", Fetched)]
    [InlineData("Cache-Control: s-maxage=1, max-age=60", 30, "", Cached)]
    [InlineData("", 1, "", Fetched)]
    [InlineData("Last-Modified: Wed, 31 Dec 2025 00:00:00 GMT", 1, "", Confirmed)]

    // 4.2.3: how old it is.
    [InlineData("Cache-Control: max-age=60 | Age: 30", 29, "", Cached)]
    [InlineData("Cache-Control: max-age=60 | Age: 30", 30, "", Fetched)]
    [InlineData("Cache-Control: max-age=60 | Age: 30, 0", 30, "", Fetched)]
    [InlineData("Cache-Control: max-age=60 | Age: abc", 59, "", Cached)]
    [InlineData("Cache-Control: max-age=60 | Age: -30", 59, "", Cached)]
    [InlineData("Cache-Control: max-age=60 | Date: {-30}", 30, "", Fetched)]
    [InlineData("Cache-Control: max-age=60 | Date: {30}", 59, "", Cached)]
    [InlineData("Cache-Control: max-age=60 | Date: yesterday", 59, "", Cached)]

    // 5.2.2: what a response says.
    [InlineData("Cache-Control: no-store, max-age=60", 1, "", Fetched)]
    [InlineData("Cache-Control: max-age=x, No-Store | ETag: \"a\"", 1, "", Fetched)]
    [InlineData("Cache-Control: private, max-age=60", 1, "", Cached)]
    [InlineData("Cache-Control: private=\"a\", max-age=60", 1, "", Cached)]
    [InlineData("Cache-Control: no-cache, max-age=60 | ETag: \"a\"", 1, "", Confirmed)]
    [InlineData("Cache-Control: no-cache=\"a\", no-cache, max-age=60 | ETag: \"a\"", 1, "", Confirmed)]
    [InlineData("Cache-Control: no-cache, max-age=60", 1, "", Fetched)]
    [InlineData("Cache-Control: must-understand, no-store, max-age=60", 1, "", Cached)]
    [InlineData("Cache-Control: must-revalidate, max-age=60", 59, "", Cached)]
    [InlineData("Pragma: no-cache | Cache-Control: max-age=60", 1, "", Cached)]

    // 4.3.1: asking after what is stale.
    [InlineData("Cache-Control: max-age=60 | ETag: \"a\"", 60, "", Confirmed)]
    [InlineData("Cache-Control: max-age=60 | ETag: W/\"a\"", 60, "", Confirmed)]
    [InlineData("Cache-Control: max-age=60 | Last-Modified: Wed, 31 Dec 2025 00:00:00 GMT", 60, "", Confirmed)]
    [InlineData("Cache-Control: max-age=60 | Last-Modified: long ago", 60, "", Fetched)]

    // 5.2.1: what a request says.
    [InlineData("Cache-Control: max-age=60", 10, "Cache-Control: max-age=11", Cached)]
    [InlineData("Cache-Control: max-age=60", 10, "Cache-Control: max-age=9", Fetched)]
    [InlineData("Cache-Control: max-age=60", 0, "Cache-Control: max-age=0", Fetched)]
    [InlineData("Cache-Control: max-age=60", 10, "Cache-Control: max-age=5, max-stale=5", Cached)]
    [InlineData("Cache-Control: max-age=60", 10, "Cache-Control: min-fresh=50", Cached)]
    [InlineData("Cache-Control: max-age=60", 10, "Cache-Control: min-fresh=51", Fetched)]
    [InlineData("Cache-Control: max-age=60", 70, "Cache-Control: max-stale=10", Stale)]
    [InlineData("Cache-Control: max-age=60", 71, "Cache-Control: max-stale=10", Fetched)]
    [InlineData("Cache-Control: max-age=60", 9999, "Cache-Control: max-stale", Stale)]
    [InlineData("Cache-Control: max-age=60, must-revalidate", 61, "Cache-Control: max-stale", Fetched)]
    [InlineData("Cache-Control: max-age=60", 1, "Cache-Control: no-cache", Fetched)]
    [InlineData("Cache-Control: max-age=60 | ETag: \"a\"", 1, "Cache-Control: no-cache", Confirmed)]
    [InlineData("Cache-Control: max-age=60", 1, "Cache-Control: no-store", Cached)]
    [InlineData("Cache-Control: max-age=60", 1, "Cache-Control: no-transform", Cached)]

    // 4.1: Vary.
    [InlineData("Cache-Control: max-age=60 | Vary: *", 1, "", Fetched)]
    [InlineData("Cache-Control: max-age=60 | Vary: A, * | ETag: \"a\"", 1, "", Fetched)]
    [InlineData("Cache-Control: max-age=60 | Vary: A", 1, "", Cached)]
    [InlineData("Cache-Control: max-age=60 | Vary: A", 1, "A: 1", Fetched)]
    [InlineData("Cache-Control: max-age=60 | Vary: A", 1, "B: 1", Cached)]

    // RFC 5861: stale-while-revalidate is a leave that is not taken.
    [InlineData("Cache-Control: max-age=60, stale-while-revalidate=60 | ETag: \"a\"", 61, "", Confirmed)]

    // A condition of the spider's own is between it and the server.
    [InlineData("Cache-Control: max-age=60", 1, "If-None-Match: \"x\"", Fetched)]
    [InlineData("Cache-Control: max-age=60", 1, "Range: bytes=0-0", Fetched)]
    public async Task A_stored_response_is_used_as_the_RFC_says(string response, double wait, string request, string use)
    {
        await using var bench = await CacheBench.StartAsync();
        bench.Answers(response);
        await bench.GetAsync();
        bench.Wait(wait);

        var second = await bench.GetAsync(request);

        Assert.Equal(use, UseOf(second, bench.Received.Count));
        Assert.Equal(use == Fetched ? "2" : "1", second.Text);
    }

    [Theory]
    [InlineData("Last-Modified: {-1000}", 99, Cached)]
    [InlineData("Last-Modified: {-1000}", 101, Fetched)]
    [InlineData("Last-Modified: {-1000} | Cache-Control: max-age=1", 2, Fetched)]
    [InlineData("Last-Modified: {-1000} | Expires: 0", 2, Fetched)]
    [InlineData("Last-Modified: {1000}", 1, Fetched)]
    public async Task With_heuristic_freshness_a_tenth_of_the_time_since_the_last_change_counts(string response, double wait, string use)
    {
        await using var bench = await CacheBench.StartAsync(options => options.HeuristicFreshness = true);
        bench.Answers(response);
        await bench.GetAsync();
        bench.Wait(wait);

        // The date of the last change has moved on too.
        Assert.Equal(use, UseOf(await bench.GetAsync(), bench.Received.Count));
    }

    [Theory]
    [InlineData(200, "Cache-Control: max-age=60", true)]
    [InlineData(404, "Cache-Control: max-age=60", true)]
    [InlineData(302, "Cache-Control: max-age=60", true)]
    [InlineData(302, "ETag: \"a\"", false)]
    [InlineData(302, "Cache-Control: private | ETag: \"a\"", true)]
    [InlineData(410, "ETag: \"a\"", true)]
    [InlineData(418, "Cache-Control: max-age=60", true)]
    [InlineData(418, "Cache-Control: max-age=60, must-understand", false)]
    [InlineData(206, "Cache-Control: max-age=60 | Content-Range: bytes 0-0/1", false)]
    [InlineData(304, "Cache-Control: max-age=60", false)]
    [InlineData(503, "Cache-Control: max-age=60", false)]
    [InlineData(200, "", false)]
    [InlineData(200, "Expires: 0", false)]
    public async Task What_is_stored(int status, string headers, bool isStored)
    {
        await using var bench = await CacheBench.StartAsync();
        bench.Answers(headers, status);

        await bench.GetAsync();

        Assert.Equal(isStored ? 1 : 0, bench.Crawler.Statistics["httpcache/store"]);
        Assert.Equal(isStored ? 0 : 1, bench.Crawler.Statistics["httpcache/uncacheable"]);
    }

    [Theory]
    [InlineData("GET", "Cache-Control: no-store")]
    [InlineData("POST", "")]
    [InlineData("OPTIONS", "")]
    public async Task What_is_not_stored_because_of_its_request(string method, string headers)
    {
        await using var bench = await CacheBench.StartAsync();
        bench.Answers("Cache-Control: max-age=60");

        await bench.SendAsync(bench.Request("/", headers, method));
        await bench.SendAsync(bench.Request("/", "", method));

        Assert.Equal(2, bench.Received.Count);
    }

    [Fact]
    public async Task A_GET_with_a_body_is_between_the_spider_and_the_server()
    {
        await using var bench = await CacheBench.StartAsync();
        bench.Answers("Cache-Control: max-age=60");
        var request = bench.Request() with { Body = "x"u8.ToArray() };

        await bench.SendAsync(request);
        await bench.SendAsync(request);

        Assert.Equal(2, bench.Received.Count);
    }

    [Theory]
    [InlineData("Cache-Control: max-age=60, stale-if-error=60", 119, "", true)]
    [InlineData("Cache-Control: max-age=60, stale-if-error=60", 121, "", false)]
    [InlineData("Cache-Control: max-age=60", 61, "Cache-Control: stale-if-error=10", true)]
    [InlineData("Cache-Control: max-age=60", 61, "", false)]
    [InlineData("Cache-Control: max-age=60, stale-if-error=60, must-revalidate", 61, "", false)]
    [InlineData("Cache-Control: max-age=60, stale-if-error=60, no-cache", 61, "", false)]
    [InlineData("Cache-Control: max-age=60, stale-if-error=60", 61, "Cache-Control: no-cache", false)]
    public async Task A_stale_response_stands_in_for_a_failure_if_that_is_allowed(string response, double wait, string request, bool isAllowed)
    {
        await using var bench = await CacheBench.StartAsync();
        bench.Answers(response + " | ETag: \"a\"");
        await bench.GetAsync();
        bench.Wait(wait);

        bench.Answers("", 503);
        Assert.Equal(isAllowed ? 200 : 503, (await bench.GetAsync(request)).Status);
        bench.Answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        if (isAllowed)
        {
            Assert.Equal(Stale, string.Join(", ", (await bench.GetAsync(request)).Flags));
        }
        else
        {
            await Assert.ThrowsAsync<DownloadException>(() => bench.GetAsync(request));
        }

        Assert.Equal(isAllowed ? 2 : 0, bench.Crawler.Statistics["httpcache/errorrecovery"]);
    }

    [Fact]
    public async Task What_a_404_says_is_no_failure()
    {
        await using var bench = await CacheBench.StartAsync();
        bench.Answers("Cache-Control: max-age=60, stale-if-error=60");
        await bench.GetAsync();
        bench.Wait(61);
        bench.Answers("", 404);

        Assert.Equal(404, (await bench.GetAsync()).Status);
        bench.Answers("", 503);
        Assert.Equal(503, (await bench.GetAsync()).Status);
    }

    [Fact]
    public async Task Only_if_cached_is_answered_504_without_asking_and_without_retry()
    {
        await using var bench = await CacheBench.StartAsync();
        bench.Answers("Cache-Control: max-age=60");

        var refused = await bench.ResultOfAsync(bench.Request("/", "Cache-Control: only-if-cached"));
        await bench.GetAsync();
        var cached = await bench.GetAsync("Cache-Control: only-if-cached");

        Assert.Equal((504, true), (refused.Response!.Status, refused.IsUnsent));
        Assert.Equal((200, 1), (cached.Status, bench.Received.Count));
        var retry = await new RetryMiddleware(bench.Crawler).InvokeAsync(bench.Request(), bench.Crawler, (_, _) => new(refused), default);
        Assert.Same(refused.Response, retry.Response);
    }

    [Fact]
    public async Task A_used_response_tells_its_age_and_keeps_back_what_must_be_asked_after()
    {
        await using var bench = await CacheBench.StartAsync();
        bench.Answers("Cache-Control: max-age=60, no-cache=\"Secret, Other\" | Age: 5 | Secret: x | Kept: y");
        await bench.GetAsync();
        bench.Wait(10.5);

        var used = await bench.GetAsync();

        Assert.Equal(("15", null, "y"), (used.Headers["Age"], used.Headers["Secret"], used.Headers["Kept"]));
    }

    [Fact]
    public async Task What_was_for_the_connection_and_cookies_are_not_used_again()
    {
        await using var bench = await CacheBench.StartAsync();
        bench.Answers("Cache-Control: max-age=60 | Connection: Hop | Hop: x | Keep-Alive: timeout=5 | Proxy-Authenticate: Basic | Set-Cookie: a=b | Kept: y");
        var first = await bench.GetAsync();

        var used = await bench.GetAsync();

        Assert.Equal(("a=b", "y"), (first.Headers["Set-Cookie"], used.Headers["Kept"]));
        string[] forOnce = ["Connection", "Hop", "Keep-Alive", "Proxy-Authenticate", "Set-Cookie", "Transfer-Encoding"];
        Assert.Empty(used.Headers.Select(field => field.Key).Intersect(forOnce, StringComparer.OrdinalIgnoreCase));
    }

    private static string UseOf(Response response, int requests) =>
        response.Flags.Count == 0 ? Fetched : requests == 1 ? string.Join(", ", response.Flags.Order()) : Confirmed;
}
