namespace Crawling.Tests.Downloading.Cache;

/// <summary>Which request is answered by the response to which other one (RFC 9111, sections 4 and 4.1).</summary>
public class CacheKeyTests
{
    private const string Fresh = "Cache-Control: max-age=60";

    [Theory]
    [InlineData("A: 1", "A: 1", true)]
    [InlineData("A: 1", "a: 1", true)]
    [InlineData("A: 1, 2", "A: 1,2", true)]
    [InlineData("A: 1,2", "A: 1 | A: 2", true)]
    [InlineData("A: 1", "A: 2", false)]
    [InlineData("A: 1", "", false)]
    [InlineData("", "", true)]
    [InlineData("A: 1 | B: 2", "B: 2 | A: 1", true)]
    [InlineData("A: 1 | B: 2", "A: 2 | B: 1", false)]
    [InlineData("A: 1 | C: 2", "A: 1 | C: 3", true)]
    public async Task Vary_names_the_fields_that_select(string first, string second, bool isSame)
    {
        await using var bench = await CacheBench.StartAsync();
        bench.Answers(Fresh + " | Vary: A | Vary: b");
        await bench.GetAsync(first);
        await bench.GetAsync(second);

        Assert.Equal(isSame ? 1 : 2, bench.Received.Count);

        // Each variant is kept beside the others.
        await bench.GetAsync(first);
        await bench.GetAsync(second);
        Assert.Equal(isSame ? 1 : 2, bench.Received.Count);
    }

    [Fact]
    public async Task Cookies_of_the_request_select_as_their_field_does()
    {
        await using var bench = await CacheBench.StartAsync();
        bench.Answers(Fresh + " | Vary: Cookie");
        var request = bench.Request();

        await bench.SendAsync(request with { Cookies = new Dictionary<string, string> { ["a"] = "1" } });
        await bench.SendAsync(request with { Cookies = new Dictionary<string, string> { ["a"] = "2" } });
        await bench.GetAsync("Cookie: a=1");

        Assert.Equal(2, bench.Received.Count);
    }

    [Fact]
    public async Task Each_user_has_responses_of_its_own()
    {
        await using var bench = await CacheBench.StartAsync();
        bench.Answers("Cache-Control: private, max-age=60");
        var request = bench.Request();
        Request[] users =
        [
            request,
            request with { CookieJar = "a" },
            request with { CookieJar = "b" },
            request with { Headers = bench.Fields("Authorization: Basic YTpi") },
            request with { Headers = bench.Fields("Authorization: Basic YTpj") },
        ];

        foreach (var user in users.Concat(users))
        {
            await bench.SendAsync(user);
        }

        Assert.Equal(users.Length, bench.Received.Count);
    }

    [Theory]
    [InlineData("/a?x=1&y=2", "/a?y=2&x=1", false)]
    [InlineData("/a", "/A", false)]
    [InlineData("/a#one", "/a#two", true)]
    public async Task The_URL_counts_as_it_is_sent(string first, string second, bool isSame)
    {
        await using var bench = await CacheBench.StartAsync();
        bench.Answers(Fresh);
        await bench.GetAsync(path: first);

        var response = await bench.GetAsync(path: second);

        Assert.Equal(isSame ? 1 : 2, bench.Received.Count);
        Assert.EndsWith(second, response.Url.Href, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", 200, "", "/", true)]
    [InlineData("PUT", 204, "", "/", true)]
    [InlineData("DELETE", 303, "", "/", true)]
    [InlineData("PURGE", 200, "", "/", true)]
    [InlineData("POST", 404, "", "/", false)]
    [InlineData("POST", 500, "", "/", false)]
    [InlineData("OPTIONS", 200, "", "/", false)]
    [InlineData("POST", 201, "Location: /other", "/other", true)]
    [InlineData("POST", 200, "Content-Location: /other", "/other", true)]
    [InlineData("POST", 200, "Location: http://localhost/other", "/other", false)]
    [InlineData("POST", 400, "Location: /other", "/other", false)]
    public async Task What_changes_something_makes_what_is_stored_of_it_invalid(string method, int status, string headers, string path, bool isInvalid)
    {
        await using var bench = await CacheBench.StartAsync();
        bench.Answers(Fresh + " | Vary: A");
        await bench.GetAsync("A: 1", path);
        await bench.SendAsync(bench.Request(path) with { CookieJar = "j" });
        bench.Answers(headers, status);
        await bench.SendAsync(bench.Request("/", "", method));
        bench.Answers(Fresh);
        var before = bench.Received.Count;

        await bench.GetAsync("A: 1", path);
        await bench.SendAsync(bench.Request(path) with { CookieJar = "j" });

        Assert.Equal(isInvalid ? 2 : 0, bench.Received.Count - before);
        Assert.Equal(isInvalid ? 2 : 0, bench.Crawler.Statistics["httpcache/invalidate"]);
    }
}
