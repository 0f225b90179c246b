namespace Crawling;

/// <summary>Where a crawl keeps its state, so that it can be resumed.</summary>
public sealed class JobOptions
{
    /// <summary>The folder. Default: none, the crawl is kept in memory.</summary>
    public string? Directory { get; set; }

    /// <summary>Whether the crawl begins anew, whatever the folder holds. Default: false.</summary>
    public bool Restart { get; set; }

    /// <summary>What the state survives. Default: the end of the process.</summary>
    public JobDurability Durability { get; set; }

    /// <summary>The size of the state in bytes at which the crawl ends, to be resumed with more. Default: 16 GiB.</summary>
    public long MaxSize { get; set; } = 16L << 30;

    /// <summary>The size in bytes of the record of what became of each request, for <c>crawler why</c>: where it is reached the oldest entries
    /// go. 0: none is kept. Default: 64 MiB.</summary>
    public long RecordSize { get; set; } = 64 << 20;
}

/// <summary>What the state of a job survives.</summary>
public enum JobDurability
{
    /// <summary>The end of the process at any moment, <c>kill -9</c> included.</summary>
    ProcessEnd,

    /// <summary>The end of the machine too: feeds and state are on the disk at each commit.</summary>
    PowerLoss,
}
