namespace Crawling;

/// <summary>A file that items are written to.</summary>
public sealed class FeedOptions
{
    /// <summary>The file; <c>-</c> is standard output.</summary>
    public string Path { get; set; } = "";

    /// <summary><c>jsonl</c>, <c>json</c>, <c>csv</c> or <c>xml</c>. Default: by the file's extension.</summary>
    public string? Format { get; set; }

    /// <summary>Whether the file is replaced, at the end and at once, instead of appended to. Default: false.</summary>
    public bool Overwrite { get; set; }
}
