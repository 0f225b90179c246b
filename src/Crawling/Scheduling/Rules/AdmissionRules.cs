using Crawling.Jobs;

namespace Crawling.Scheduling;

/// <summary>All rules about what is requested.</summary>
internal sealed class AdmissionRules
{
    /// <summary>Those that are switched on, in the order in which they are asked.</summary>
    public AdmissionRules(Crawler crawler)
    {
        var options = crawler.Options;
        Offsite = new OffsiteRule(crawler.Spider.AllowedDomains);
        All =
        [
            Offsite,
            .. If(options.Robots.ObeyNoFollow ? new NoFollowRule() : null),
            .. If(options.Depth.Limit is { } depth ? new DepthRule(depth) : null),
            .. If(options.Urls.MaxLength is { } length ? new UrlLengthRule(length) : null),
            .. If(options.Traps.RepeatedSegments is { } times ? new RepeatedSegmentsRule(times) : null),
            .. If(options.Traps.DepthPerHost is { } links ? new DepthPerHostRule(links) : null),
            .. If(options.Traps.PagesPerHost is { } pages ? CountingRule.PagesPerHost(pages) : null),
            .. If(options.Traps.UrlsPerPattern is { } urls ? CountingRule.UrlsPerPattern(urls) : null),
        ];
    }

    public OffsiteRule Offsite { get; }

    public IAdmissionRule[] All { get; }

    /// <summary>What they have counted, for a job to keep.</summary>
    public IEnumerable<IJobState> States => All.OfType<IJobState>();

    private static IAdmissionRule[] If(IAdmissionRule? rule) => rule is null ? [] : [rule];
}
