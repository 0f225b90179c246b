namespace Crawling.Parsing;

/// <summary>What one pass over a page found, read from its bytes when asked for.</summary>
internal sealed class ScannedPage
{
    private readonly ReadOnlyMemory<byte> _html;
    private readonly ScannedLink[] _links;
    private readonly Range[]? _titles;
    private readonly Range[]? _headTags;

    private ScannedPage(ReadOnlyMemory<byte> html, in PageScanner scanner, ScanLists found)
    {
        _html = html;
        if (scanner.IsHeadPlain)
        {
            _titles = [.. found.Titles];
            _headTags = [.. found.HeadTags];
        }

        _links = [.. found.Links];
        Base = scanner.Base is { } reference ? ScannedText.OfAttribute(html.Span[reference]) : null;
    }

    /// <summary>The number of anchors and areas with an href.</summary>
    public int LinkCount => _links.Length;

    /// <summary>The href of the first base element that has one.</summary>
    public string? Base { get; }

    /// <summary>Scans UTF-8; null if the page takes a tree.</summary>
    public static ScannedPage? Scan(ReadOnlyMemory<byte> html)
    {
        var found = ScanLists.OfThread();
        var scanner = new PageScanner(html.Span, found);
        return scanner.TryScan() ? new ScannedPage(html, scanner, found) : null;
    }

    /// <summary>The href of a link, as written.</summary>
    public ReadOnlySpan<byte> ReferenceOf(int link) => _html.Span[_links[link].Target];

    /// <summary>The rel of a link, or null.</summary>
    public string? RelationOf(int link) => _html.Span[_links[link].Relation] is { IsEmpty: false } relation ? ScannedText.OfAttribute(relation) : null;

    /// <summary>The href of every anchor that has one.</summary>
    public IEnumerable<string> AnchorTargets() => _links.Where(link => link.IsAnchor).Select(link => ScannedText.OfAttribute(_html.Span[link.Target]));

    /// <summary>The text of every title element that has one; null: it takes a tree to tell.</summary>
    public IEnumerable<string>? Titles() => _titles?.Select(title => ScannedText.OfContent(_html.Span[title]));

    /// <summary>The values of an attribute of every element, a meta or a link, that has another attribute with a value; null: it takes a tree to tell.</summary>
    public IEnumerable<string>? HeadAttributes(HeadQuery query) => _headTags?.Select(tag => query.ValueIn(_html.Span[tag])).OfType<string>();

    public string TextOf(int link) => ScannedText.OfMarkup(_html.Span[_links[link].Content]);
}
