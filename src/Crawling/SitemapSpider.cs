using System.Text.RegularExpressions;
using Crawling.Parsing;
using Crawling.Spiders;

namespace Crawling;

/// <summary>A spider that finds its pages in the sitemaps of a site, those that its robots.txt names among them.</summary>
public abstract class SitemapSpider : Spider
{
    private const string RobotsUrl = "robots";

    private SitemapRule[]? _rules;
    private Regex[]? _follow;

    /// <summary>Leaves out pages, and sitemaps of an index, that were changed last before this time. What does not say when is taken.
    /// An argument: <c>-a modified-since=2030-01-31</c>.</summary>
    public DateTimeOffset? ModifiedSince { get; set; }

    /// <summary>Sitemaps and indexes of them; of a URL that ends in <c>/robots.txt</c>, those that it names.</summary>
    protected abstract IEnumerable<string> SitemapUrls { get; }

    /// <summary>Which page goes to which callback: the first whose pattern is found in its URL; a page that none is for is left out. Default:
    /// all to <see cref="ParseAsync"/>. Read once.</summary>
    protected virtual IEnumerable<SitemapRule> SitemapRules => [new("", ParseAsync)];

    /// <summary>Patterns of which the URL of a sitemap in an index must match one. Default: none, all are followed. Read once.</summary>
    protected virtual IEnumerable<string> SitemapFollow => [];

    /// <summary>Whether the alternates of a page, as in other languages, are taken too. Default: false.</summary>
    protected virtual bool FollowAlternates => false;

    /// <summary>Whether a sitemap may list pages of other hosts than its own, that of the robots.txt which names it and those that redirected to
    /// it. Default: false, as the protocol says.</summary>
    protected virtual bool AllowOtherHosts => false;

    /// <summary>How many links lie between the start and a sitemap at most. Default: 5; the protocol has no index in an index.</summary>
    protected virtual int MaxSitemapDepth => 5;

    /// <summary>The limit of a sitemap in bytes: what is larger as it is sent fails, what is larger unzipped is read up to there. A smaller
    /// <see cref="DownloadOptions.MaxBodySize"/> goes before. Default: 50 MiB, the protocol's.</summary>
    protected virtual int MaxSitemapSize => Sitemap.MaxSize;

    private SitemapRule[] Rules => _rules ??= [.. SitemapRules];

    private Regex[] Follow => _follow ??= [.. SitemapFollow.Select(Pattern.Get)];

    private int Limit => (int)Math.Min(MaxSitemapSize, Crawler.Options.Download.MaxBodySize);

    /// <summary>A request for each of <see cref="SitemapUrls"/> and of <see cref="Spider.StartUrls"/>, those being pages.</summary>
    public override async IAsyncEnumerable<Output> StartAsync()
    {
        foreach (var url in SitemapUrls)
        {
            yield return RequestFor(url);
        }

        await foreach (var output in base.StartAsync())
        {
            yield return output;
        }
    }

    /// <summary>Takes items and further requests from a page.</summary>
    public override IAsyncEnumerable<Output> ParseAsync(Response response) =>
        throw new NotSupportedException($"Spider '{Name}' has no callback for {response?.Url}: override ParseAsync or SitemapRules.");

    /// <summary>Chooses or changes the entries of a sitemap before requests are made of them. Default: not at all.</summary>
    protected virtual IEnumerable<SitemapEntry> FilterEntries(Sitemap sitemap, Response response) => sitemap?.Entries ?? [];

    /// <summary>The callback of sitemaps.</summary>
    protected virtual async IAsyncEnumerable<Output> ParseSitemapAsync(Response response)
    {
        await ValueTask.CompletedTask;
        ArgumentNullException.ThrowIfNull(response);
        var sitemap = Sitemap.Parse(response.Body.Span, response.Url, Site(response), Limit);
        SpidersLog.ReadSitemap(Logger, response.Url, sitemap.Entries.Count, sitemap.OtherHosts);
        var entries = FilterEntries(sitemap, response).Where(entry => !(entry.LastModified < ModifiedSince));
        foreach (var request in sitemap.IsIndex ? Sitemaps(entries, response) : Pages(entries))
        {
            yield return request;
        }
    }

    /// <summary>The callback of robots.txt.</summary>
    protected virtual async IAsyncEnumerable<Output> ParseRobotsAsync(Response response)
    {
        await ValueTask.CompletedTask;
        ArgumentNullException.ThrowIfNull(response);
        var robots = response.RedirectedFrom is [var asked, ..] ? asked : response.Url;
        foreach (var reference in RobotsTxt.Parse(response.Body.Span).Sitemaps)
        {
            if (Url.TryParse(reference, response.Url, out var url))
            {
                yield return RequestFor(url) with { CallbackArguments = new Dictionary<string, object?> { [RobotsUrl] = robots } };
            }
        }
    }

    internal override void ApplyConfigure(CrawlerOptions options)
    {
        base.ApplyConfigure(options);
        ReadRules(() => _ = (Rules, Follow));
    }

    private Request RequestFor(Url url) => new(url)
    {
        Callback = url.Path.EndsWith("/robots.txt", StringComparison.Ordinal) ? ParseRobotsAsync : ParseSitemapAsync,
        MaxBodySize = Limit,
    };

    /// <summary>Robots.txt may name a sitemap of another host, which then speaks for its own (sitemaps.org, "Sitemaps &amp; Cross Submits").</summary>
    private Predicate<Url> Site(Response response)
    {
        List<Url> trusted = [response.Url, .. response.RedirectedFrom];
        if (response.CallbackArguments.GetValueOrDefault(RobotsUrl) is Url robots)
        {
            trusted.Add(robots);
        }

        return url => AllowOtherHosts || trusted.Exists(one => Sitemap.IsSameHost(one, url));
    }

    private IEnumerable<Request> Sitemaps(IEnumerable<SitemapEntry> entries, Response index)
    {
        if (index.Depth >= MaxSitemapDepth)
        {
            SpidersLog.TooDeep(Logger, index.Url, MaxSitemapDepth);
            return [];
        }

        return entries
            .Where(entry => Follow.Length == 0 || Array.Exists(Follow, pattern => pattern.IsMatch(entry.Location)))
            .Select(entry => RequestFor(entry.Location) with { CallbackArguments = index.CallbackArguments });
    }

    private IEnumerable<Request> Pages(IEnumerable<SitemapEntry> entries) =>
        from entry in entries
        from url in FollowAlternates ? entry.Alternates.Prepend(entry.Location).Distinct() : [entry.Location]
        let rule = Array.Find(Rules, rule => rule.Matches(url))
        where rule is not null
        select new Request(url) { Callback = rule.Callback };
}
