using System.IO.Compression;
using System.Text;
using Crawling.Testing;
using Microsoft.AspNetCore.Http;

namespace Crawling.Tests.Spiders;

public sealed class SitemapSpiderTests : IAsyncLifetime
{
    private readonly Dictionary<string, byte[]> _files = [];
    private LoopbackSite _site = null!;

    public async Task InitializeAsync() => _site = await LoopbackSite.StartAsync(AnswerAsync, robots: AnswerAsync);

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task Robots_txt_an_index_and_zipped_sitemaps_lead_to_all_pages_each_to_its_callback()
    {
        Add("/robots.txt", $"User-agent: *\nSitemap: {_site.Url("/index.xml")}\nSitemap: /plain.txt\n");
        Add("/index.xml", Index("/one.xml.gz", "/two.xml"));
        Zip("/one.xml.gz", Pages("/a/1", "/b/1"));
        Add("/two.xml", Pages("/a/2", "/c/2"));
        Add("/plain.txt", _site.Url("/a/3"));

        var spider = await CrawlAsync(new Found(_site.Url("/robots.txt")) { Rules = ["/a/", "/b/"] });

        Assert.Equal(["0 /a/1", "0 /a/2", "0 /a/3", "1 /b/1"], spider.Seen);
        Assert.DoesNotContain("/c/2", _site.Requests);
    }

    [Fact]
    public async Task Without_rules_all_pages_go_to_ParseAsync_the_start_urls_too()
    {
        Add("/sitemap.xml", Pages("/a", "/b"));

        var spider = await CrawlAsync(new Found(_site.Url("/sitemap.xml")) { Starts = [_site.Url("/start")] });

        Assert.Equal(["parse /a", "parse /b", "parse /start"], spider.Seen);
    }

    [Fact]
    public async Task Only_chosen_sitemaps_of_an_index_are_followed()
    {
        Add("/index.xml", Index("/pages-1.xml", "/images.xml", "/pages-2.xml"));
        Add("/pages-1.xml", Pages("/a"));
        Add("/pages-2.xml", Pages("/b"));

        var spider = await CrawlAsync(new Found(_site.Url("/index.xml")) { Follows = [@"/pages-\d"] });

        Assert.Equal(["parse /a", "parse /b"], spider.Seen);
        Assert.DoesNotContain("/images.xml", _site.Requests);
    }

    [Fact]
    public async Task What_was_changed_last_before_a_time_is_left_out()
    {
        Add("/index.xml", $"<sitemapindex>{Entry("sitemap", "/old.xml", "2019-12-31")}{Entry("sitemap", "/new.xml", "2020-01-01")}</sitemapindex>");
        Add("/new.xml", $"<urlset>{Entry("url", "/old", "2019-12-31")}{Entry("url", "/new", "2020-01-01")}{Entry("url", "/unknown", null)}</urlset>");
        Add("/old.xml", Pages("/older"));

        var spider = await CrawlAsync(new Found(_site.Url("/index.xml")) { ModifiedSince = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero) });

        Assert.Equal(["parse /new", "parse /unknown"], spider.Seen);
        Assert.DoesNotContain("/old.xml", _site.Requests);
    }

    [Theory]
    [InlineData(false, "parse /en")]
    [InlineData(true, "parse /de,parse /en")]
    public async Task Alternates_are_taken_if_asked_for(bool alternates, string expected)
    {
        Add("/sitemap.xml", $"<urlset><url><loc>/en</loc><xhtml:link rel='alternate' href='/en'/><xhtml:link rel='alternate' href='/de'/></url></urlset>");

        var spider = await CrawlAsync(new Found(_site.Url("/sitemap.xml")) { Alternates = alternates });

        Assert.Equal(expected, string.Join(',', spider.Seen));
    }

    [Fact]
    public async Task Entries_may_be_chosen_by_a_method()
    {
        Add("/sitemap.xml", Pages("/a", "/b", "/c"));

        var spider = await CrawlAsync(new Found(_site.Url("/sitemap.xml")) { Filter = entries => entries.Skip(1).Take(1) });

        Assert.Equal(["parse /b"], spider.Seen);
    }

    [Fact]
    public async Task Pages_of_other_hosts_are_left_out_unless_all_are_allowed()
    {
        await using var other = await LoopbackSite.StartAsync(path => path);
        Add("/sitemap.xml", Pages("/a", other.Url("/b")));

        var spider = await CrawlAsync(new Found(_site.Url("/sitemap.xml")));
        Assert.Equal(["parse /a"], spider.Seen);
        Assert.Empty(other.Requests);

        spider = await CrawlAsync(new Found(_site.Url("/sitemap.xml")) { OtherHosts = true });
        Assert.Equal(["parse /a", "parse /b"], spider.Seen);
    }

    [Fact]
    public async Task A_sitemap_of_another_host_that_robots_txt_names_speaks_for_the_host_of_robots_txt_and_its_own()
    {
        LoopbackSite? other = null;
        await using var started = other = await LoopbackSite.StartAsync(context => context.Response.WriteAsync(context.Request.Path.Value switch
        {
            "/index.xml" => $"<sitemapindex><sitemap><loc>/sitemap.xml</loc></sitemap></sitemapindex>",
            "/sitemap.xml" => Pages(_site.Url("/a"), other!.Url("/b"), "http://third.example/c"),
            _ => "",
        }));
        Add("/robots.txt", $"Sitemap: {other.Url("/index.xml")}");

        var spider = await CrawlAsync(new Found(_site.Url("/robots.txt")));

        Assert.Equal(["parse /a", "parse /b"], spider.Seen);
    }

    [Fact]
    public async Task Indexes_of_indexes_end_at_the_depth_limit_and_one_that_lists_itself_at_once()
    {
        for (var depth = 0; depth < 10; depth++)
        {
            Add($"/{depth}.xml", Index($"/{depth}.xml", $"/{depth + 1}.xml"));
        }

        await CrawlAsync(new Found(_site.Url("/0.xml")) { Depth = 3 });

        Assert.Equal(["/0.xml", "/1.xml", "/2.xml", "/3.xml"], _site.Requests.Where(path => path != "/robots.txt"));
    }

    [Fact]
    public async Task A_sitemap_over_the_size_limit_fails_and_one_that_unzips_to_more_is_read_up_to_there()
    {
        var long_ = Pages([.. Enumerable.Range(0, 1000).Select(page => $"/{page}")]);
        Add("/long.xml", long_);
        Zip("/zipped.xml.gz", long_);

        var spider = await CrawlAsync(new Found(_site.Url("/long.xml"), _site.Url("/zipped.xml.gz")) { Size = 10_000 });

        Assert.Equal(["TooLarge"], spider.Failures);
        Assert.InRange(spider.Seen.Count, 100, 900);
    }

    [Fact]
    public async Task Broken_and_hostile_sitemaps_end_by_themselves()
    {
        await using var faults = await FaultSite.StartAsync();
        var harmful = FaultSite.Faults.Where(fault => fault.Name.StartsWith("sitemap-", StringComparison.Ordinal)).ToList();
        var options = new CrawlerOptions { Robots = { Obey = false }, Download = { MaxBodySize = 4 << 20 } };
        faults.Configure(options);

        var spider = new Found([.. harmful.Select(fault => faults.Url(fault).Href)]);
        var result = await CrawlOnce.RunAsync(spider, options);

        Assert.Equal((CloseReason.Finished, null), (result.Reason, result.Error));
        Assert.Equal(0, result.Statistics["log_count/ERROR"]);
        Assert.Equal(harmful.SelectMany(fault => fault.Reasons).Select(reason => reason.ToString()), spider.Failures);
        Assert.Equal(["parse /", "parse /a"], spider.Seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_job_goes_on_in_the_middle_of_its_sitemaps()
    {
        Add("/robots.txt", "Sitemap: /index.xml");
        Add("/index.xml", Index("/one.xml", "/two.xml"));
        Add("/one.xml", Pages("/a/1", "/b/1"));
        Add("/two.xml", Pages("/a/2", "/b/2"));
        var folder = Directory.CreateTempSubdirectory("crawling-sitemap-job-");
        List<string> seen = [];
        var runs = 0;
        for (var reason = ""; reason != "finished"; runs++)
        {
            Assert.InRange(runs, 0, 20);
            var spider = new Found(_site.Url("/robots.txt")) { Rules = ["/a/", "/b/"] };
            var options = new CrawlerOptions { ConcurrentRequests = 1, Job = { Directory = folder.FullName }, Close = { Pages = 1 } };
            var result = await CrawlOnce.RunAsync(spider, options);
            Assert.Equal(0, result.Statistics["log_count/ERROR"]);
            seen.AddRange(spider.Seen);
            reason = result.Reason.Name;
        }

        folder.Delete(recursive: true);
        Assert.InRange(runs, 5, 20);
        Assert.Equal(["0 /a/1", "0 /a/2", "1 /b/1", "1 /b/2"], seen.Order(StringComparer.Ordinal));
    }

    private static async Task<Found> CrawlAsync(Found spider)
    {
        var result = await CrawlOnce.RunAsync(spider);
        Assert.Equal((CloseReason.Finished, null), (result.Reason, result.Error));
        Assert.Equal(0, result.Statistics["log_count/ERROR"]);
        spider.Seen.Sort(StringComparer.Ordinal);
        return spider;
    }

    private static string Pages(params string[] paths) => $"<urlset>{string.Concat(paths.Select(path => Entry("url", path, null)))}</urlset>";

    private static string Index(params string[] paths) => $"<sitemapindex>{string.Concat(paths.Select(path => Entry("sitemap", path, null)))}</sitemapindex>";

    private static string Entry(string name, string path, string? changed) =>
        $"<{name}><loc>{path}</loc>{(changed is null ? "" : $"<lastmod>{changed}</lastmod>")}</{name}>";

    private void Add(string path, string text) => _files[path] = Encoding.UTF8.GetBytes(text);

    private void Zip(string path, string text)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Optimal))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        _files[path] = zipped.ToArray();
    }

    private Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/robots.txt" && !_files.ContainsKey("/robots.txt"))
        {
            context.Response.StatusCode = 404;
        }

        return context.Response.Body.WriteAsync(_files.GetValueOrDefault(context.Request.Path.Value!, [])).AsTask();
    }

    private sealed class Found(params string[] sitemaps) : SitemapSpider
    {
        public List<string> Seen { get; } = [];

        public List<string> Failures { get; } = [];

        public string[] Starts { get; init; } = [];

        public string[] Rules { get; init; } = [];

        public string[] Follows { get; init; } = [];

        public bool Alternates { get; init; }

        public bool OtherHosts { get; init; }

        public int? Depth { get; init; }

        public int? Size { get; init; }

        public Func<IEnumerable<SitemapEntry>, IEnumerable<SitemapEntry>> Filter { get; init; } = entries => entries;

        public override IEnumerable<string> StartUrls => Starts;

        protected override IEnumerable<string> SitemapUrls => sitemaps;

        protected override IEnumerable<SitemapRule> SitemapRules => Rules is [var first, var second]
            ? [new(first, ParseFirst), new(second, ParseSecond), new(first, ParseSecond)]
            : base.SitemapRules;

        protected override IEnumerable<string> SitemapFollow => Follows;

        protected override bool FollowAlternates => Alternates;

        protected override bool AllowOtherHosts => OtherHosts;

        protected override int MaxSitemapDepth => Depth ?? base.MaxSitemapDepth;

        protected override int MaxSitemapSize => Size ?? base.MaxSitemapSize;

        public override IAsyncEnumerable<Output> ParseAsync(Response response) => Take("parse", response);

        public override IAsyncEnumerable<Output> ErrorAsync(RequestFailure failure)
        {
            Failures.Add(failure.Reason.ToString());
            return base.ErrorAsync(failure);
        }

        protected override IEnumerable<SitemapEntry> FilterEntries(Sitemap sitemap, Response response) => Filter(base.FilterEntries(sitemap, response));

        private IAsyncEnumerable<Output> ParseFirst(Response response) => Take("0", response);

        private IAsyncEnumerable<Output> ParseSecond(Response response) => Take("1", response);

        private IAsyncEnumerable<Output> Take(string label, Response response)
        {
            Seen.Add($"{label} {response.Url.Path}");
            return AsyncEnumerable.Empty<Output>();
        }
    }
}
