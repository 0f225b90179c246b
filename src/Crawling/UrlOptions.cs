namespace Crawling;

/// <summary>Which URLs are requested.</summary>
public sealed class UrlOptions
{
    /// <summary>A request for a URL of more characters is dropped; not so the target of a redirect. Null is no limit. Default: 2083.</summary>
    public int? MaxLength { get; set; } = 2083;
}
