namespace Crawling;

/// <summary>What is done about sites that never end. The guards look at links only: what a spider starts with, adds from outside, fetches in a
/// callback or marks as <see cref="Request.DontFilter"/> passes them.</summary>
public sealed class TrapOptions
{
    /// <summary>How often the same segment may stand in the path of a URL. Null is no limit. Default: 10.</summary>
    public int? RepeatedSegments { get; set; } = 10;

    /// <summary>How many links to one host are queued. Default: no limit.</summary>
    public int? PagesPerHost { get; set; }

    /// <summary>How many links the crawl follows within one host, from the page by which it came there. Default: no limit.</summary>
    public int? DepthPerHost { get; set; }

    /// <summary>How many URLs of one host are queued that differ in their digits only, as the days of a calendar do. Default: no limit.</summary>
    public int? UrlsPerPattern { get; set; }
}
