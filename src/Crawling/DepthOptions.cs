namespace Crawling;

/// <summary>How far from its start a crawl goes. A start request has depth 0, a link of its page depth 1.</summary>
public sealed class DepthOptions
{
    /// <summary>Requests deeper than this are dropped. Default: no limit.</summary>
    public int? Limit { get; set; }

    /// <summary>What a request's priority is lowered by for each link of its depth: above 0 the crawl goes breadth first, below 0 depth first.
    /// Default: 0.</summary>
    public int Priority { get; set; }

    /// <summary>Whether the responses of each depth are counted, under <c>request_depth_count/N</c>. Default: false.</summary>
    public bool Statistics { get; set; }
}
