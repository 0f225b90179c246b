namespace Crawling.Tests.Scheduling;

public sealed class AdmissionRulesTests
{
    /// <summary>Each crawl: what the pages link to, what is set, the rule, and the paths that are fetched.</summary>
    public static TheoryData<string, string, string, string> Crawls => new()
    {
        { "depth:limit=1", "/1 /2", "depth/request_ignored_count", "/0 /1" },
        { "depth:limit=0", "/1", "depth/request_ignored_count", "/0" },
        { "urls:maxLength=40", "/short /a-path-that-is-longer-than-forty-characters", "urllength/request_ignored_count", "/0 /short" },
        { "traps:repeatedSegments=2", "/a/b/a/b /a/b/a/b/a", "traps/repeated_segments", "/0 /a/b/a/b" },
        { "traps:depthPerHost=2", "/1 /2 /3", "traps/depth_per_host", "/0 /1 /2" },
        { "traps:pagesPerHost=3", "/1 /2 /3", "traps/pages_per_host", "/0 /1 /2" },
        { "traps:urlsPerPattern=2", "/day/2024-01-01 /day/2024-01-02 /day/2024-01-03 /other", "traps/urls_per_pattern", "/0 /day/2024-01-01 /day/2024-01-02 /other" },
        { "robots:obeyNoFollow=true", "/nofollow /after", "robots/nofollow", "/0 /nofollow" },
    };

    [Theory]
    [MemberData(nameof(Crawls))]
    public async Task A_rule_drops_what_is_over_its_limit_and_says_so_once(string setting, string links, string rule, string fetched)
    {
        await using var site = await LoopbackSite.StartAsync(Page);
        var chain = links.Split(' ');
        var dropped = new List<RequestDropped>();
        var log = new RecordingLogger();
        await using var services = Services.With(log);
        var spider = new SpiderOf { Urls = [site.Url("/0")], Parse = Parse };
        await using var process = new CrawlerProcess(Settings.Of(setting), services);
        var crawler = process.CreateCrawler(spider);
        using var subscription = crawler.Events.Subscribe<RequestDropped>(dropped.Add);

        _ = crawler.CrawlAsync();
        var result = (await process.RunAsync()).Single();

        Assert.Equal(fetched.Split(' '), site.Requests);
        var drop = Assert.Single(dropped);
        Assert.Equal(rule, drop.Rule);
        Assert.Equal(1, result.Statistics[rule]);
        var line = Assert.Single(log.Lines, line => line.Text.StartsWith($"{rule} drops GET {drop.Request.Url}: ", StringComparison.Ordinal));
        Assert.Contains(setting.Split('=')[0], line.Text, StringComparison.Ordinal);

        // Each page links to the next of the list: the crawl goes as deep as the list is long.
        async IAsyncEnumerable<Output> Parse(Response response)
        {
            await Task.CompletedTask;
            var next = Array.IndexOf(chain, response.Url.Path) + 1;
            if (next < chain.Length)
            {
                yield return response.Follow(chain[next]);
            }

            if (chain[^1] == "/other" && response.Url.Path.EndsWith("02", StringComparison.Ordinal))
            {
                yield return response.Follow("/other");
            }
        }

        static string Page(string path) => path == "/nofollow" ? "<meta name=robots content='noindex, nofollow'>" : path;
    }

    [Fact]
    public async Task What_a_spider_asks_for_on_purpose_passes_the_traps()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        var started = Enumerable.Range(0, 5).Select(day => site.Url($"/a/a/a/{day}"));

        var result = await CrawlOnce.RunAsync(
            new SpiderOf { Urls = [.. started], Parse = Parse },
            Settings.Of("traps:repeatedSegments=2", "traps:pagesPerHost=1", "traps:urlsPerPattern=1", "traps:depthPerHost=0"));

        Assert.Equal(6, site.Requests.Count);
        Assert.Equal(1, result.Statistics["traps/depth_per_host"] + result.Statistics["traps/repeated_segments"]);

        static async IAsyncEnumerable<Output> Parse(Response response)
        {
            await Task.CompletedTask;
            if (response.Url.Path == "/a/a/a/0")
            {
                yield return response.Follow("/a/a/a/b") with { DontFilter = true };
                yield return response.Follow("/a/a/a/c");
            }
        }
    }

    [Fact]
    public async Task Rules_hold_for_links_of_an_errback_and_for_what_is_added_from_outside()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        ScopedSpider? spider = null;
        spider = new ScopedSpider { Urls = [site.Url("/0")], Parse = AddAsync, Error = Fail };

        var result = await CrawlOnce.RunAsync(spider, Settings.Of("retry:times=0"));

        Assert.Equal(["/0"], site.Requests);
        Assert.Equal(2, result.Statistics["offsite/filtered"]);
        Assert.Equal(2, result.Statistics["offsite/domains"]);

        async IAsyncEnumerable<Output> AddAsync(Response response)
        {
            await spider!.Crawler.AddAsync(new Request("http://outside.test/"));
            yield return new Request("http://127.0.0.1:1/");
        }

        static async IAsyncEnumerable<Output> Fail(RequestFailure failure)
        {
            await Task.CompletedTask;
            yield return new Request("http://elsewhere.test/");
        }
    }

    [Fact]
    public async Task A_fetch_in_a_callback_and_each_of_its_hops_stay_within_the_domains()
    {
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            if (context.Request.Path == "/away")
            {
                context.Response.Redirect("http://elsewhere.test/");
            }

            return Task.CompletedTask;
        });
        var failures = new List<FailureReason>();
        var spider = new ScopedSpider { Urls = [site.Url("/0")], Parse = Fetch };

        var result = await CrawlOnce.RunAsync(spider);

        Assert.Equal([FailureReason.Offsite, FailureReason.Offsite, FailureReason.Offsite], failures);
        Assert.Equal(3, result.Statistics["offsite/filtered"]);

        async IAsyncEnumerable<Output> Fetch(Response response)
        {
            string[] urls = ["http://outside.test/", site.Url("/away")];
            foreach (var request in urls.Select(url => new Request(url)).Append(new Request(site.Url("/away")) { DontFilter = true }))
            {
                failures.Add((await Assert.ThrowsAsync<DownloadException>(() => response.FetchAsync(request))).Reason);
            }

            yield break;
        }
    }

    [Fact]
    public async Task A_depth_lowers_the_priority_and_is_counted_when_asked_for()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        var priorities = new List<int>();

        var result = await CrawlOnce.RunAsync(
            new SpiderOf { Urls = [site.Url("/0")], Parse = Parse }, Settings.Of("depth:priority=3", "depth:statistics=true"));

        Assert.Equal([0, -3, -6], priorities);
        Assert.Equal(2, result.Statistics["request_depth_max"]);
        Assert.Equal([1, 1, 1], Enumerable.Range(0, 3).Select(depth => result.Statistics[$"request_depth_count/{depth}"]));

        async IAsyncEnumerable<Output> Parse(Response response)
        {
            await Task.CompletedTask;
            priorities.Add(response.Request.Priority);
            if (response.Depth < 2)
            {
                yield return response.Follow($"/{response.Depth + 1}");
            }
        }
    }

    /// <summary>Keeps to the host of <see cref="LoopbackSite"/>.</summary>
    private sealed class ScopedSpider : Spider
    {
        public required IReadOnlyList<string> Urls { get; init; }

        public required Func<Response, IAsyncEnumerable<Output>> Parse { get; init; }

        public Func<RequestFailure, IAsyncEnumerable<Output>> Error { get; init; } = _ => AsyncEnumerable.Empty<Output>();

        public override IEnumerable<string> StartUrls => Urls;

        public override IReadOnlyCollection<string> AllowedDomains => ["127.0.0.1"];

        public override IAsyncEnumerable<Output> ParseAsync(Response response) => Parse(response);

        public override IAsyncEnumerable<Output> ErrorAsync(RequestFailure failure) => Error(failure);
    }
}
