namespace Crawling.Tests.Downloading.Cache;

public class EverythingTests
{
    [Theory]
    [InlineData("GET", 200, "Cache-Control: no-store | Vary: *")]
    [InlineData("GET", 404, "")]
    [InlineData("GET", 302, "Location: /there")]
    [InlineData("POST", 200, "Cache-Control: no-cache")]
    [InlineData("DELETE", 204, "")]
    public async Task Everything_is_played_again_as_it_came(string method, int status, string headers)
    {
        await using var bench = await StartAsync();
        bench.Answers(headers + " | Set-Cookie: a=b", status);
        var request = bench.Request("/", "A: 1", method) with { Body = method == "POST" ? "x"u8.ToArray() : default };
        var first = await bench.SendAsync(request);
        bench.Reopen();
        bench.Wait(1e9);

        var again = await bench.SendAsync(request with { Headers = bench.Fields("A: 2 | Authorization: Bearer x") });

        Assert.Single(bench.Received);
        Assert.Equal((first.Status, first.Text), (again.Status, again.Text));
        Assert.Equal(first.Headers, again.Headers);
        Assert.Equal("a=b", again.Headers["Set-Cookie"]);
        Assert.Equal(["cached"], again.Flags);
    }

    [Fact]
    public async Task Requests_that_differ_in_method_URL_body_jar_or_handler_have_responses_of_their_own()
    {
        await using var bench = await StartAsync();
        bench.Answers("");
        var request = bench.Request();
        Request[] different =
        [
            request,
            request with { Method = "POST" },
            request with { Method = "POST", Body = "x"u8.ToArray() },
            request with { Method = "POST", Body = "y"u8.ToArray() },
            request with { CookieJar = "a" },
            request with { Handler = "browser" },
            bench.Request("/other"),
        ];

        foreach (var one in different.Concat(different))
        {
            await bench.SendAsync(one);
        }

        Assert.Equal(different.Length, bench.Received.Count);
    }

    [Fact]
    public async Task A_response_expires_if_asked_for()
    {
        await using var bench = await StartAsync(options => options.Expiration = TimeSpan.FromMinutes(1));
        bench.Answers("");
        await bench.GetAsync();
        bench.Wait(59);
        Assert.Equal("1", (await bench.GetAsync()).Text);
        bench.Wait(1);

        Assert.Equal("2", (await bench.GetAsync()).Text);
        Assert.Equal("2", (await bench.GetAsync()).Text);
    }

    [Theory]
    [InlineData(CachePolicy.Everything)]
    [InlineData(CachePolicy.Rfc9111)]
    public async Task A_robots_txt_is_used_for_a_day(CachePolicy policy)
    {
        await using var bench = await StartAsync(options => options.Policy = policy);
        bench.Answers("Cache-Control: max-age=999999");
        await bench.GetAsync(path: "/robots.txt");
        bench.Wait(86399);
        await bench.GetAsync(path: "/robots.txt");
        Assert.Equal(1, bench.Crawler.Statistics["httpcache/store"]);
        bench.Wait(1);

        await bench.GetAsync(path: "/robots.txt");

        Assert.Equal(2, bench.Crawler.Statistics["httpcache/store"]);
    }

    [Fact]
    public async Task The_request_may_say_that_it_is_to_be_fetched_or_not_kept()
    {
        await using var bench = await StartAsync();
        bench.Answers("");
        await bench.GetAsync();

        Assert.Equal("2", (await bench.GetAsync("Cache-Control: no-store")).Text);
        Assert.Equal("1", (await bench.GetAsync()).Text);
        Assert.Equal("3", (await bench.GetAsync("Cache-Control: no-cache")).Text);
        Assert.Equal("3", (await bench.GetAsync()).Text);
    }

    [Fact]
    public async Task What_is_ignored_goes_to_the_host()
    {
        await using var bench = await StartAsync(options => (options.IgnoredMethods, options.IgnoredStatuses) = (["post"], [404]));
        bench.Answers("");
        await bench.SendAsync(bench.Request(method: "POST"));
        await bench.SendAsync(bench.Request(method: "POST"));
        bench.Answers("", 404);
        await bench.GetAsync();
        await bench.GetAsync();
        Assert.Equal(4, bench.Received.Count);

        await using var other = await StartAsync(options => options.IgnoredSchemes = ["http"]);
        other.Answers("");
        await other.GetAsync();
        await other.GetAsync();
        Assert.Equal(2, other.Received.Count);
    }

    [Fact]
    public async Task What_is_missing_may_be_left_unfetched()
    {
        await using var bench = await StartAsync(options => options.IgnoreMissing = true);

        var result = await bench.ResultOfAsync(bench.Request("/page"));

        Assert.Equal((FailureReason.Other, true), (result.DropReason, result.IsUnsent));
        Assert.EndsWith("/page is not in the cache, and cache:ignoreMissing has it not sent.", result.DropDetail, StringComparison.Ordinal);
        Assert.Empty(bench.Received);
        Assert.Equal(1, bench.Crawler.Statistics["httpcache/ignore"]);
    }

    [Fact]
    public async Task What_is_cut_off_at_its_limit_is_not_kept_and_what_is_larger_than_a_request_takes_is_not_used()
    {
        await using var bench = await StartAsync();
        bench.Answers("", body: "0123456789");
        var cut = bench.Request() with { CutsBody = true, MaxBodySize = 5 };
        Assert.Equal("01234", (await bench.SendAsync(cut)).Text);
        Assert.Equal("0123456789", (await bench.GetAsync()).Text);

        Assert.Equal("01234", (await bench.SendAsync(cut)).Text);
        Assert.Equal(3, bench.Received.Count);
    }

    [Fact]
    public async Task What_happens_is_counted()
    {
        await using var bench = await StartAsync();
        bench.Answers("");
        await bench.GetAsync();
        await bench.GetAsync();
        bench.Answers("", 503);
        await bench.GetAsync(path: "/broken");

        Assert.Equal(
            [("firsthand", 2L), ("hit", 1), ("miss", 2), ("store", 1), ("uncacheable", 1)],
            bench.Crawler.Statistics.Where(entry => entry.Key.StartsWith("httpcache/", StringComparison.Ordinal))
                .Select(entry => (entry.Key["httpcache/".Length..], (long)entry.Value)));
    }

    private static Task<CacheBench> StartAsync(Action<CacheOptions>? more = null) => CacheBench.StartAsync(options =>
    {
        options.Policy = CachePolicy.Everything;
        more?.Invoke(options);
    });
}
