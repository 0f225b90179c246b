namespace Crawling.Parsing;

/// <summary>What a scan gathers, in lists that the next scan of the thread takes again: what it found is copied in the end, at its exact size.</summary>
internal sealed class ScanLists
{
    /// <summary>Of lists that are kept.</summary>
    private const int MostKept = 4096;

    [ThreadStatic]
    private static ScanLists? _last;

    /// <summary>The links as written, in order.</summary>
    public List<ScannedLink> Links { get; } = [];

    /// <summary>The texts of the title elements that have one.</summary>
    public List<Range> Titles { get; } = [];

    /// <summary>The meta and link tags, from their name on.</summary>
    public List<Range> HeadTags { get; } = [];

    /// <summary>The elements open inside a link.</summary>
    public LinkContent Content { get; } = new();

    /// <summary>Empty ones, for one scan at a time.</summary>
    public static ScanLists OfThread()
    {
        var lists = _last is { } last && last.Links.Capacity <= MostKept && last.HeadTags.Capacity <= MostKept
            ? last
            : _last = new ScanLists();
        lists.Links.Clear();
        lists.Titles.Clear();
        lists.HeadTags.Clear();
        lists.Content.Begin();
        return lists;
    }
}
