namespace Crawling;

/// <summary>How much memory the process may use: its resident set as it is now, not its peak.</summary>
public sealed class MemoryOptions
{
    /// <summary>The limit in bytes. Over it memory is given back and no request is started; if that does not help, the crawl is closed as
    /// <c>memusage_exceeded</c>. Default: no limit.</summary>
    public long? Limit { get; set; }

    /// <summary>At how many bytes a warning is logged, once. Default: none.</summary>
    public long? Warning { get; set; }

    /// <summary>How often it is looked at. Default: 5 s.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(5);
}
