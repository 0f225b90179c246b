namespace Crawling;

/// <summary>Where requests wait.</summary>
public sealed class FrontierOptions
{
    /// <summary>Bytes of waiting requests kept in memory, about; what is more goes into a temporary file. Default: 64 MiB.</summary>
    public long MemoryLimit { get; set; } = 64 << 20;

    /// <summary>The size of that file in bytes at which the crawl fails. Default: 16 GiB.</summary>
    public long DiskLimit { get; set; } = 16L << 30;

    /// <summary>Which of the requests of one slot and priority goes first. Default: the first that came in.</summary>
    public FrontierOrder Order { get; set; }
}

/// <summary>The order of requests of one slot and priority.</summary>
public enum FrontierOrder
{
    /// <summary>Breadth first.</summary>
    FirstInFirstOut,

    /// <summary>Depth first.</summary>
    LastInFirstOut,
}
