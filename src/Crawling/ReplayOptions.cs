namespace Crawling;

/// <summary>Whether a crawl is answered from a recording instead of the network.</summary>
public sealed class ReplayOptions
{
    /// <summary>The WARC file that answers every request, one at a time and without delays; what is not in it fails. Default: none.</summary>
    public string? File { get; set; }
}
