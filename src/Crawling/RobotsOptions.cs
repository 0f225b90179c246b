namespace Crawling;

/// <summary>How robots.txt (RFC 9309) is treated.</summary>
public sealed class RobotsOptions
{
    /// <summary>Whether it is obeyed. Default: true.</summary>
    public bool Obey { get; set; } = true;

    /// <summary>The name whose rules hold, as it stands in a user-agent line. Default: the product token of the User-Agent sent,
    /// <c>Name</c> of <c>Name/1.0 (…)</c>.</summary>
    public string? UserAgent { get; set; }

    /// <summary>The longest pause between two requests of a host that its Crawl-delay gets; zero: Crawl-delay is not looked at.
    /// Default: 60 s.</summary>
    public TimeSpan MaxCrawlDelay { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long after a robots.txt could not be fetched (a server error, a network failure) it is asked for again. Until then nothing
    /// of its site is fetched. Default: 5 minutes.</summary>
    public TimeSpan RetryInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether the links of a page that says nofollow (<see cref="Response.Robots"/>) are dropped. Default: false.</summary>
    public bool ObeyNoFollow { get; set; }

    /// <summary>Whether the items of a page that says noindex (<see cref="Response.Robots"/>) are dropped. Default: false.</summary>
    public bool ObeyNoIndex { get; set; }
}
