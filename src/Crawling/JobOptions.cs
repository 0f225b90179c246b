namespace Crawling;

/// <summary>Where a crawl keeps its state, so that it can be resumed.</summary>
public sealed class JobOptions
{
    /// <summary>The folder. Default: none, the crawl is kept in memory.</summary>
    public string? Directory { get; set; }

    /// <summary>Whether the crawl begins anew, whatever the folder holds. Default: false.</summary>
    public bool Restart { get; set; }
}
