namespace Crawling;

/// <summary>When a crawl ends before nothing is left to do; what is in flight then is still finished.</summary>
public sealed class CloseOptions
{
    /// <summary>After so many responses. Default: no limit.</summary>
    public int? Pages { get; set; }

    /// <summary>After so many items. Default: no limit.</summary>
    public int? Items { get; set; }

    /// <summary>After so many errors of callbacks and pipelines. Default: no limit.</summary>
    public int? Errors { get; set; }

    /// <summary>After so much time. Default: no limit.</summary>
    public TimeSpan? After { get; set; }

    /// <summary>After so much time without an item. Default: no limit.</summary>
    public TimeSpan? AfterNoItem { get; set; }

    /// <summary>After so many responses in a row without an item. Default: no limit.</summary>
    public int? PagesWithoutItem { get; set; }

    /// <summary>After so many bytes received, headers and bodies as they came. Default: no limit.</summary>
    public long? Bytes { get; set; }

    /// <summary>How long an asked-for end waits for what is in flight. Default: 30 s.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(30);
}
