namespace Crawling.Parsing;

/// <summary>A CSS query that a scanned page can answer: <c>title::text</c>, <c>a::attr(href)</c>, and attributes of one kind of meta or link.</summary>
internal sealed class ScanQuery
{
    private static readonly QueryCache<ScanQuery> Cache = new(query => new ScanQuery(query));

    private readonly Func<ScannedPage, IEnumerable<string>?>? _ask;

    private ScanQuery(string query) => _ask = query switch
    {
        "title::text" => page => page.Titles(),
        "a::attr(href)" => page => page.AnchorTargets(),
        _ when HeadQuery.Parse(query) is { } head => page => page.HeadAttributes(head),
        _ => null,
    };

    /// <summary>Whether there are pages that can answer it.</summary>
    public bool IsPlain => _ask is not null;

    public static ScanQuery Get(string query) => Cache.Get(query);

    /// <summary>What it gives, in document order; null: it takes a tree to tell.</summary>
    public IEnumerable<string>? Ask(ScannedPage page) => _ask?.Invoke(page);
}
