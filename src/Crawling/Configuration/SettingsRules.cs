using System.Globalization;
using System.Runtime.CompilerServices;
using Crawling.Downloading;
using Crawling.Robots;
using Crawling.Throttling;

namespace Crawling.Configuration;

/// <summary>Which values the settings of a crawl may have, wherever they were set.</summary>
internal static class SettingsRules
{
    private static readonly TimeSpan None = TimeSpan.Zero;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    /// <summary>One request in flight during a hundredth of the time.</summary>
    private const double LeastConcurrency = 0.01;

    /// <summary>The longest that a timer takes.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <summary>A hundred years.</summary>
    private static readonly TimeSpan LongestKept = TimeSpan.FromDays(36_525);

    /// <exception cref="SettingsException">A rule is broken.</exception>
    public static void Check(CrawlerOptions options)
    {
        if (Rules(options).FirstOrDefault(rule => !rule.Holds) is { } broken)
        {
            var source = options.Sources.Of(broken.Path) ?? SettingsSources.Code;
            var text = Secrets.Mask(broken.Path, broken.Text);
            throw new SettingsException($"{source}: '{broken.Path}' is '{text}' but must be {broken.Must}.");
        }
    }

    private static IEnumerable<Rule> Rules(CrawlerOptions options) =>
    [
        new("userAgent", options.UserAgent, IsPrintable(options.UserAgent), "printable ASCII"),
        .. options.DefaultHeaders.Select(header =>
            new Rule($"defaultHeaders:{header.Key}", header.Value, IsDefaultHeader(header, options.Auth), "printable ASCII, and no User-Agent (see userAgent) nor a header that holds credentials (see auth), as it goes to every host")),
        AtLeast(1, options.ConcurrentRequests),
        AtLeast(1, options.ConcurrentRequestsPerHost),
        AtLeast(1, options.ConcurrentCallbacks),
        Between(Shortest, Longest, options.CallbackTimeout),
        AtLeast(1, options.ConcurrentItems),
        Between(None, Longest, options.Download.Delay),
        Between(Shortest, Longest, options.Download.Timeout),
        Between(Shortest, Longest, options.Download.ResolveTimeout),
        Between(Shortest, Longest, options.Download.ConnectTimeout),
        Between(Shortest, Longest, options.Download.TlsTimeout),
        Between(Shortest, Longest, options.Download.HeadersTimeout),
        Between(Shortest, Longest, options.Download.BodyIdleTimeout),
        AtLeast(0, options.Download.MinThroughput),
        AtLeast(1024, options.Download.MaxHeadersSize),
        AtLeast(1, options.Download.MaxBodySize),
        AtLeast(1, options.Download.MaxCompressionRatio),
        AtLeast(0, options.Download.MaxRedirects),
        Between(None, Longest, options.Download.MaxRefreshDelay),
        new(
            "autoThrottle:targetConcurrency",
            TextForm.Write(options.AutoThrottle.TargetConcurrency),
            double.IsFinite(options.AutoThrottle.TargetConcurrency) && options.AutoThrottle.TargetConcurrency >= LeastConcurrency,
            $"at least {TextForm.Write(LeastConcurrency)}"),
        Between(None, Longest, options.AutoThrottle.StartDelay),
        Between(None, Longest, options.AutoThrottle.MaxDelay),
        .. options.Hosts.SelectMany(host => HostRules($"hosts:{host.Key}", host.Key, host.Value)),
        new("robots:userAgent", options.Robots.UserAgent ?? "", IsName(options.Robots.UserAgent), "a name of letters, digits and -_., as Name or Name/1.0"),
        Between(None, Longest, options.Robots.MaxCrawlDelay),
        Between(Shortest, Longest, options.Robots.RetryInterval),
        AtLeast(1 << 20, options.Cookies.MemoryLimit),
        .. OfAuth(options.Auth),
        .. OfProxy(options.Proxy),
        AtLeast(0, options.Retry.Times),
        new("retry:statuses", string.Join(',', options.Retry.Statuses), options.Retry.Statuses.All(IsFinalStatus), "statuses from 200 to 999"),
        Between(None, Longest, options.Retry.BaseDelay),
        Between(None, Longest, options.Retry.MaxDelay),
        Between(None, Longest, options.Retry.MaxRetryAfter),
        new("cache:file", options.Cache.File ?? "", options.Cache.File != "", "a file"),
        AtLeast(1 << 20, options.Cache.MaxSize),
        new("cache:expiration", TextForm.Write(options.Cache.Expiration), options.Cache.Expiration is null || options.Cache.Expiration > None, "longer than 00:00:00"),
        new("cache:ignoredStatuses", string.Join(',', options.Cache.IgnoredStatuses), options.Cache.IgnoredStatuses.All(IsFinalStatus), "statuses from 200 to 999"),
        new("cache:ignoreMissing", TextForm.Write(options.Cache.IgnoreMissing), !options.Cache.IgnoreMissing || options.Cache.Policy != CachePolicy.Off, "false unless there is a cache: give cache:policy"),
        new("record:file", options.Record.File ?? "", options.Record.File is null || IsWarc(options.Record.File), "a file that ends in .warc.gz or .warc"),
        new("record:file", options.Record.File ?? "", options.Record.File is null || options.Replay.File is null, "null while replay:file is set: a replay fetches nothing that could be recorded"),
        new("replay:file", options.Replay.File ?? "", options.Replay.File != "", "a file"),
        AtLeast(0, options.Depth.Limit),
        AtLeast(1, options.Urls.MaxLength),
        AtLeast(1, options.Traps.RepeatedSegments),
        AtLeast(1, options.Traps.PagesPerHost),
        AtLeast(0, options.Traps.DepthPerHost),
        AtLeast(1, options.Traps.UrlsPerPattern),
        AtLeast(1, options.Memory.Limit),
        AtLeast(1, options.Memory.Warning),
        Between(Shortest, Longest, options.Memory.Interval),
        Between(Shortest, Longest, options.Statistics.LogInterval),
        AtLeast(0, options.Statistics.Hosts),
        new("telemetry:otlp", options.Telemetry.Otlp?.Href ?? "", options.Telemetry.Otlp is null or { Scheme: "http" or "https" }, "the http or https URL of a collector"),
        new("telemetry:samplingRatio", TextForm.Write(options.Telemetry.SamplingRatio), options.Telemetry.SamplingRatio is >= 0 and <= 1, "from 0 to 1"),
        AtLeast(1, options.Frontier.MemoryLimit),
        AtLeast(1 << 20, options.Frontier.DiskLimit),
        new("job:directory", options.Job.Directory ?? "", options.Job.Directory != "", "a folder"),
        new("job:restart", TextForm.Write(options.Job.Restart), !options.Job.Restart || options.Job.Directory is not null, "false unless there is a job: give --job or job:directory"),
        AtLeast(1 << 20, options.Job.MaxSize),
        AtLeast(0, options.Job.RecordSize),
        new("items:key", string.Join(',', options.Items.Key), options.Items.Key.TrueForAll(field => field.Length > 0), "names of fields"),
        .. OfMedia("files", options.Files),
        .. OfMedia("images", options.Images),
        AtLeast(1, options.Close.Pages),
        AtLeast(1, options.Close.Items),
        AtLeast(1, options.Close.Errors),
        Between(Shortest, Longest, options.Close.After),
        Between(Shortest, Longest, options.Close.AfterNoItem),
        AtLeast(1, options.Close.PagesWithoutItem),
        AtLeast(1, options.Close.Bytes),
        Between(None, Longest, options.Close.Deadline),
        .. options.ConnectTo.Select(to =>
            new Rule($"connectTo:{to.Key}", to.Value, EndsInPort(to.Value), "an address and a port, as 127.0.0.1:8080")),
        .. options.Feeds.SelectMany(OfFeed),
    ];

    private static IEnumerable<Rule> OfAuth(AuthOptions auth) =>
    [
        new("auth:user", auth.User ?? "", auth.User?.Contains(':', StringComparison.Ordinal) != true, "without ':' (RFC 7617)"),
        new("auth:domain", auth.Domain ?? "", (auth.User ?? auth.Password ?? auth.Domain) is null || CredentialScope.TryParse(auth.Domain, out _), "the domain that auth:user and auth:password are sent to, as shop.example or https://shop.example"),
        new("auth:headers", string.Join(',', auth.Headers), auth.Headers.TrueForAll(HttpSyntax.IsToken), "names of header fields"),
    ];

    private static IEnumerable<Rule> OfProxy(ProxyOptions proxy) =>
    [
        new("proxy:url", proxy.Url?.Href ?? "", proxy.Url is null || ProxyAddress.IsProxy(proxy.Url), ProxyAddress.Form),
        .. proxy.Pool.Select((member, index) => new Rule($"proxy:pool:{index}", member.Href, ProxyAddress.IsProxy(member), ProxyAddress.Form)),
        new("proxy:url", proxy.Url?.Href ?? "", proxy.Url is null || proxy.Pool.Count == 0, "null if there is a proxy:pool"),
        Between(Shortest, Longest, proxy.BackOff, "options.Proxy.BackOff"),
        Between(Shortest, Longest, proxy.MaxBackOff, "options.Proxy.MaxBackOff"),
    ];

    private static IEnumerable<Rule> OfMedia(string path, MediaOptions media) =>
    [
        new($"{path}:directory", media.Directory ?? "", media.Directory != "", "a folder"),
        new($"{path}:urlsField", media.UrlsField, media.UrlsField.Length > 0, "the name of a field"),
        new($"{path}:resultField", media.ResultField, media.ResultField.Length > 0, "the name of a field"),
        new($"{path}:expires", TextForm.Write(media.Expires), media.Expires is null || (media.Expires >= None && media.Expires <= LongestKept), $"from {None} to {LongestKept}"),
        new($"{path}:maxSize", TextForm.Write(media.MaxSize), media.MaxSize is null or >= 1, "at least 1"),
    ];

    private static IEnumerable<Rule> OfFeed(FeedOptions feed, int index) =>
    [
        new($"feeds:{index}:path", feed.Path, feed.Path.Length > 0, "a file, or - for standard output"),
        new($"feeds:{index}:batchItems", TextForm.Write(feed.BatchItems), feed.BatchItems is null or >= 1, "at least 1"),
    ];

    private static IEnumerable<Rule> HostRules(string path, string pattern, HostPaceOptions pace) =>
    [
        new(path, pattern, HostPatterns.IsPattern(pattern), HostPatterns.Expected),
        AtLeast(1, pace.ConcurrentRequests) with { Path = $"{path}:concurrentRequests" },
        Between(None, Longest, pace.Delay) with { Path = $"{path}:delay" },
    ];

    private static Rule AtLeast(long least, long? value, [CallerArgumentExpression(nameof(value))] string property = "") =>
        new(PathOf(property), TextForm.Write(value), value is null || value >= least, $"at least {least}");

    private static Rule Between(
        TimeSpan least, TimeSpan most, TimeSpan? value, [CallerArgumentExpression(nameof(value))] string property = "") =>
        new(PathOf(property), TextForm.Write(value), value is null || (value >= least && value <= most), $"from {least} to {most}");

    /// <summary><c>options.Download.Delay</c> is <c>download:delay</c>.</summary>
    private static string PathOf(string property) => string.Join(':', property.Split('.').Skip(1).Select(TextForm.CamelCase));

    private static bool IsPrintable(string text) => text.Length > 0 && text.All(c => c is >= ' ' and <= '~');

    private static bool IsDefaultHeader(KeyValuePair<string, string> header, AuthOptions auth) =>
        HttpSyntax.IsToken(header.Key)
        && IsPrintable(header.Value)
        && !header.Key.Equals("User-Agent", StringComparison.OrdinalIgnoreCase)
        && !CredentialHeaders.Contains(header.Key, auth);

    private static bool IsName(string? userAgent) => userAgent is null || ProductToken.OfUserAgent(userAgent).Length > 0;

    /// <summary>Some servers answer by codes of their own above 599.</summary>
    private static bool IsFinalStatus(int status) => status is >= 200 and <= 999;

    private static bool IsWarc(string path) =>
        path.EndsWith(".warc.gz", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".warc", StringComparison.OrdinalIgnoreCase);

    private static bool EndsInPort(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0
            && (text.IndexOf(':', StringComparison.Ordinal) == colon || text[colon - 1] == ']')
            && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port > 0;
    }

    private sealed record Rule(string Path, string Text, bool Holds, string Must);
}
