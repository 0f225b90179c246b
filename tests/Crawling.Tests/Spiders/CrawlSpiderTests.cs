using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Crawling.Tests.Spiders;

public sealed class CrawlSpiderTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crawling-rules-");
    private LoopbackSite _site = null!;

    public async Task InitializeAsync() => _site = await LoopbackSite.StartAsync(AnswerAsync);

    public async Task DisposeAsync()
    {
        await _site.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_link_goes_to_the_first_rule_that_picks_it_and_pages_are_followed_as_the_rule_says()
    {
        var seen = await CrawlAsync(
            new Rule(new LinkExtractor { Allow = ["/list/"] }),
            new Rule(new LinkExtractor { Allow = ["/item/"] }, Shop.Taking("item")),
            new Rule(new LinkExtractor { Allow = ["/item/", "/both/"] }, Shop.Taking("both")) { Follow = true });

        Assert.Equal(["both /both/1", "item /item/1", "item /item/2", "start /"], seen);
        Assert.Contains("/list/2", _site.Requests);
        Assert.DoesNotContain("/item/hidden", _site.Requests);
        Assert.DoesNotContain("/text", _site.Requests);
    }

    [Fact]
    public async Task A_page_that_a_callback_is_for_is_followed_if_its_rule_says_so()
    {
        var seen = await CrawlAsync(new Rule(new LinkExtractor { Allow = ["/item/"], RestrictCss = ["*"] }, Shop.Taking("item")) { Follow = true });

        Assert.Equal(["item /item/1", "item /item/hidden", "start /"], seen);
    }

    [Fact]
    public async Task Links_and_requests_of_a_rule_may_be_changed_or_dropped()
    {
        var rule = new Rule(new LinkExtractor { Allow = ["/list/", "/item/"] }, Shop.Taking("page"))
        {
            CallbackArguments = new Dictionary<string, object?> { ["say"] = "hello" },
            ProcessLinks = (links, page) => links.Append(new Link(page.UrlJoin("/added"), "", "", false)),
            ProcessRequest = (request, page) => request.Url.Path.StartsWith("/list", StringComparison.Ordinal) ? null : request with { Priority = page.Depth },
        };

        Assert.Equal(["page hello /added", "page hello /item/1", "start /"], await CrawlAsync(rule));
    }

    [Fact]
    public async Task Failures_go_to_the_errback_of_the_rule()
    {
        List<string> failed = [];
        var rule = new Rule(new LinkExtractor { Allow = ["/missing"] }) { Errback = FailAsync };

        await CrawlAsync(rule);

        Assert.Equal(["HttpStatus /missing"], failed);

        IAsyncEnumerable<Output> FailAsync(RequestFailure failure)
        {
            failed.Add($"{failure.Reason} {failure.Request.Url.Path}");
            return AsyncEnumerable.Empty<Output>();
        }
    }

    [Fact]
    public async Task A_job_goes_on_by_the_same_rules_where_it_was_stopped()
    {
        var requests = 0;
        for (var run = 0; run < 20; run++)
        {
            var result = await CrawlOnce.RunAsync(new Kept(_site.Url("/")), Options(pages: 1));
            Assert.Null(result.Error);
            Assert.Equal(0, result.Statistics["log_count/ERROR"]);
            if (result.Reason == CloseReason.Finished)
            {
                break;
            }

            Assert.Equal("closespider_pagecount", result.Reason.Name);
            requests++;
        }

        Assert.InRange(requests, 3, 19);
        Assert.Equal(["both /both/1", "item /item/1", "item /item/2", "start /"], Items());
        Assert.Equal(_site.Requests.Distinct().Count(), _site.Requests.Count);
    }

    [Fact]
    public async Task In_a_job_a_lambda_as_callback_of_a_rule_is_refused_by_its_name()
    {
        var errors = new List<Exception>();
        await using var process = new CrawlerProcess(Options());
        var crawler = process.CreateCrawler(new Shop(_site.Url("/"), new Rule(new LinkExtractor(), _ => AsyncEnumerable.Empty<Output>())));
        using var listening = crawler.Events.Subscribe<SpiderError>(error => errors.Add(error.Error));
        _ = crawler.CrawlAsync();
        await process.RunAsync();

        Assert.Contains("a method of spider 'shop' itself", Assert.Single(errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_pattern_is_told_before_the_crawl_begins()
    {
        await using var process = new CrawlerProcess();

        var rules = Assert.Throws<SettingsException>(() => process.CreateCrawler(new Wrong()));
        var sitemaps = Assert.Throws<SettingsException>(() => process.CreateCrawler(new WrongSitemap()));

        Assert.StartsWith("The rules of spider 'wrong' cannot be used: Invalid pattern '(' at offset 1.", rules.Message, StringComparison.Ordinal);
        Assert.StartsWith("The rules of spider 'wrong-sitemap' cannot be used: Invalid pattern '['", sitemaps.Message, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<string>> CrawlAsync(params Rule[] rules)
    {
        var spider = new Shop(_site.Url("/"), rules);
        var result = await CrawlOnce.RunAsync(spider);
        Assert.Equal((CloseReason.Finished, null), (result.Reason, result.Error));
        Assert.Equal(0, result.Statistics["log_count/ERROR"]);
        return [.. spider.Seen.Order(StringComparer.Ordinal)];
    }

    private CrawlerOptions Options(int? pages = null) => new()
    {
        ConcurrentRequests = 1,
        Close = { Pages = pages },
        Job = { Directory = Path.Combine(_folder.FullName, "job") },
        Feeds = [new() { Path = Path.Combine(_folder.FullName, "items.jsonl"), Overwrite = true }],
    };

    private IEnumerable<string> Items() => File.ReadLines(Path.Combine(_folder.FullName, "items.jsonl"))
        .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!)
        .Order(StringComparer.Ordinal);

    private static Task AnswerAsync(HttpContext context)
    {
        var links = context.Request.Path.Value switch
        {
            "/" => "/list/1 /item/1 /both/1 /missing",
            "/list/1" => "/list/2",
            "/list/2" => "/item/2",
            "/item/1" => "/item/hidden",
            "/both/1" => "/item/1 /text",
            "/missing" => null,
            _ => "",
        };
        context.Response.StatusCode = links is null ? 404 : 200;
        context.Response.ContentType = "text/html";
        return context.Response.WriteAsync(string.Concat((links ?? "").Split(' ').Select(link => $"<p><a href='{link}'>{link}</a>")));
    }

    private sealed record Page(string Text) : Item;

    private sealed class Shop(string start, params Rule[] rules) : CrawlSpider
    {
        public List<string> Seen { get; } = [];

        public override IEnumerable<string> StartUrls => [start];

        protected override IEnumerable<Rule> Rules => rules;

        /// <summary>A callback that writes its label into the spider's list.</summary>
        public static ParseCallback Taking(string label) => response =>
            new Output[] { new Page(string.Join(' ', [label, .. response.CallbackArguments.Values.Cast<string>(), response.Url.Path])) }.ToAsyncEnumerable();

        protected override IAsyncEnumerable<Output> ParseStartAsync(Response response) => Taking("start")(response);

        protected override async IAsyncEnumerable<Output> ProcessResultsAsync(Response response, IAsyncEnumerable<Output> results)
        {
            await foreach (var output in results)
            {
                if (output.Item is Page page)
                {
                    Seen.Add(page.Text);
                }

                yield return output;
            }
        }
    }

    private sealed class Wrong : CrawlSpider
    {
        protected override IEnumerable<Rule> Rules => [new(new LinkExtractor { Allow = ["("] })];
    }

    private sealed class WrongSitemap : SitemapSpider
    {
        protected override IEnumerable<string> SitemapUrls => [];

        protected override IEnumerable<string> SitemapFollow => ["["];
    }

    /// <summary>Its callbacks are methods, as a job needs them.</summary>
    private sealed class Kept(string start) : CrawlSpider
    {
        public override IEnumerable<string> StartUrls => [start];

        protected override IEnumerable<Rule> Rules =>
        [
            new(new LinkExtractor { Allow = ["/list/"] }),
            new(new LinkExtractor { Allow = ["/item/"] }, ParseItem),
            new(new LinkExtractor { Allow = ["/both/"] }, ParseBoth) { Follow = true },
        ];

        protected override IAsyncEnumerable<Output> ParseStartAsync(Response response) => Shop.Taking("start")(response);

        private IAsyncEnumerable<Output> ParseItem(Response response) => Shop.Taking("item")(response);

        private IAsyncEnumerable<Output> ParseBoth(Response response) => Shop.Taking("both")(response);
    }
}
