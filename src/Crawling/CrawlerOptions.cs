using System.Security.Cryptography.X509Certificates;
using Crawling.Configuration;
using Crawling.Downloading;
using Crawling.Items;

namespace Crawling;

/// <summary>The settings of a crawl. In <c>crawler.json</c> they stand under <c>crawler</c>, by the same words in camel case.</summary>
public sealed class CrawlerOptions
{
    /// <summary>What the crawl calls itself.</summary>
    public string UserAgent { get; set; } = DefaultUserAgent;

    /// <summary>Header fields that every request carries which has none of that name. Default: Accept and Accept-Language.</summary>
    public Dictionary<string, string> DefaultHeaders { get; set; } = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Accept"] = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        ["Accept-Language"] = "en",
    };

    /// <summary>Requests in flight at once. Default: 5.</summary>
    public int ConcurrentRequests { get; set; } = 5;

    /// <summary>Requests in flight at once to one host (one slot). Default: 5.</summary>
    public int ConcurrentRequestsPerHost { get; set; } = 5;

    /// <summary>Callbacks of one spider that may run at the same time. Default: 1, so that a spider may keep plain fields.</summary>
    public int ConcurrentCallbacks { get; set; } = 1;

    /// <summary>How long a callback may go without yielding anything before it is left behind as hung, not counting what it waits in
    /// <see cref="Response.FetchAsync"/>. Null is no limit. Default: 3 minutes.</summary>
    public TimeSpan? CallbackTimeout { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>Responses whose items may be in the pipelines at the same time. Default: 1, so that a pipeline may keep plain fields.</summary>
    public int ConcurrentItems { get; set; } = 1;

    /// <summary>How pages are fetched.</summary>
    public DownloadOptions Download { get; set; } = new();

    /// <summary>Limits of single hosts, by name or by a pattern in which <c>*</c> stands for any part. Of several that match, the most specific
    /// one that says something of a limit holds.</summary>
    public Dictionary<string, HostPaceOptions> Hosts { get; set; } = [];

    /// <summary>A delay that follows how fast a host answers.</summary>
    public AutoThrottleOptions AutoThrottle { get; set; } = new();

    /// <summary>How robots.txt is treated.</summary>
    public RobotsOptions Robots { get; set; } = new();

    /// <summary>How cookies are kept.</summary>
    public CookiesOptions Cookies { get; set; } = new();

    /// <summary>The user name and password of a site.</summary>
    public AuthOptions Auth { get; set; } = new();

    /// <summary>Through which proxies pages are fetched.</summary>
    public ProxyOptions Proxy { get; set; } = new();

    /// <summary>How often and when a failed request is tried again.</summary>
    public RetryOptions Retry { get; set; } = new();

    /// <summary>Whether and how responses are kept for later crawls.</summary>
    public CacheOptions Cache { get; set; } = new();

    /// <summary>Whether what is fetched is recorded.</summary>
    public RecordOptions Record { get; set; } = new();

    /// <summary>Whether a recording answers instead of the network.</summary>
    public ReplayOptions Replay { get; set; } = new();

    /// <summary>How far from its start a crawl goes.</summary>
    public DepthOptions Depth { get; set; } = new();

    /// <summary>Which URLs are requested.</summary>
    public UrlOptions Urls { get; set; } = new();

    /// <summary>What is done about sites that never end.</summary>
    public TrapOptions Traps { get; set; } = new();

    /// <summary>What a request says of the page that links to it.</summary>
    public ReferrerOptions Referrer { get; set; } = new();

    /// <summary>Where requests wait.</summary>
    public FrontierOptions Frontier { get; set; } = new();

    /// <summary>When a crawl ends before nothing is left to do.</summary>
    public CloseOptions Close { get; set; } = new();

    /// <summary>How much memory the process may use.</summary>
    public MemoryOptions Memory { get; set; } = new();

    /// <summary>What is told of the statistics while a crawl runs.</summary>
    public StatisticsOptions Statistics { get; set; } = new();

    /// <summary>What is told of it as metrics and traces.</summary>
    public TelemetryOptions Telemetry { get; set; } = new();

    /// <summary>Where a crawl keeps its state, so that it can be resumed.</summary>
    public JobOptions Job { get; set; } = new();

    /// <summary>Connects to another address than the URL's: <c>host:port</c> or <c>host</c> to <c>address:port</c>. Changes the TCP address
    /// only; Host, SNI, certificate check and slot stay the URL's.</summary>
    public Dictionary<string, string> ConnectTo { get; set; } = [];

    /// <summary>Which items are dropped.</summary>
    public ItemOptions Items { get; set; } = new();

    /// <summary>Where the files of items are stored: those of the field <c>fileUrls</c>.</summary>
    public MediaOptions Files { get; set; } = new() { UrlsField = "fileUrls", ResultField = "files" };

    /// <summary>Where the images of items are stored: those of the field <c>imageUrls</c>.</summary>
    public MediaOptions Images { get; set; } = new() { UrlsField = "imageUrls", ResultField = "images" };

    /// <summary>Where items are written.</summary>
    public List<FeedOptions> Feeds { get; set; } = [];

    /// <summary>The layers around the download handler, outermost first. Set in code only.</summary>
    public ComponentList<IDownloaderMiddleware> DownloaderMiddleware { get; } = DownloaderOnion.BuiltIn();

    /// <summary>The layers around the callbacks, outermost first. Set in code only.</summary>
    public ComponentList<ISpiderMiddleware> SpiderMiddleware { get; } = [];

    /// <summary>The steps an item takes, in order. Set in code only.</summary>
    public ComponentList<IItemPipeline> ItemPipelines { get; } = ItemSteps.BuiltIn();

    /// <summary>The extensions of the crawl. Set in code only.</summary>
    public ComponentList<CrawlerExtension> Extensions { get; } = [];

    /// <summary>Certificates that are trusted for a host, whoever issued them.</summary>
    internal Dictionary<string, X509Certificate2> TrustedCertificates { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal static string DefaultUserAgent { get; } = $"Crawling/{typeof(CrawlerOptions).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>Reads <c>crawler.json</c>, environment variables over it.</summary>
    /// <param name="path">The file; looked for from the current folder upwards unless it is rooted. If there is none, defaults hold.</param>
    /// <param name="spider">The spider whose overlay <c>spiders:name</c> is laid over.</param>
    /// <exception cref="SettingsException">An unknown key or a bad value; the message names its path.</exception>
    public static CrawlerOptions Load(string path = "crawler.json", string? spider = null) =>
        SettingsLayers.FromFile(SettingsFile.Find(path, Environment.CurrentDirectory), SettingsLayer.ProcessEnvironment()).Load(spider);

    /// <summary>What stands over and under these options, for the crawls that are made with them.</summary>
    internal SettingsLayers Layers { get; set; } = SettingsLayers.None;

    internal SettingsSources Sources { get; } = new();

    /// <summary>A crawl's own options: a copy of these, changed by the spider, then by what stands over the spider.</summary>
    /// <exception cref="SettingsException">A value breaks a rule.</exception>
    internal CrawlerOptions ForSpider(string spider, Action<CrawlerOptions> configure) => Layers.ForSpider(this, spider, configure);
}
