namespace Crawling;

/// <summary>Whether a crawl keeps what it fetches, to be replayed or read by other tools.</summary>
public sealed class RecordOptions
{
    /// <summary>The WARC file (ISO 28500:2017) that every exchange is written to: <c>.warc</c>, or compressed <c>.warc.gz</c>. It is replaced,
    /// unless a job goes on with it. Default: none.</summary>
    public string? File { get; set; }
}
