using System.Runtime.InteropServices;

namespace Crawling.Parsing;

/// <summary>What one pass over a page found, read from its bytes when asked for.</summary>
internal sealed class ScannedPage
{
    private readonly ReadOnlyMemory<byte> _html;
    private readonly List<Range> _texts;

    private ScannedPage(ReadOnlyMemory<byte> html, in LinkScanner scanner)
    {
        _html = html;
        _texts = scanner.Texts;
        Links = scanner.Links;
        Base = scanner.Base is { } reference ? ScannedText.OfAttribute(html.Span[reference]) : null;
    }

    /// <summary>Every anchor and area with an href, in order.</summary>
    public IReadOnlyList<ScannedLink> Links { get; }

    /// <summary>The href of the first base element that has one.</summary>
    public string? Base { get; }

    /// <summary>Scans UTF-8; null if the page takes a tree.</summary>
    public static ScannedPage? Scan(ReadOnlyMemory<byte> html)
    {
        var scanner = new LinkScanner(html.Span);
        return scanner.TryScan() ? new ScannedPage(html, scanner) : null;
    }

    public string TargetOf(int link) => ScannedText.OfAttribute(_html.Span[Links[link].Target]);

    public string RelationOf(int link) => ScannedText.OfAttribute(_html.Span[Links[link].Relation]);

    public string TextOf(int link)
    {
        var pieces = CollectionsMarshal.AsSpan(_texts).Slice(Links[link].FirstText, Links[link].TextCount);
        return ScannedText.OfPieces(_html.Span, pieces);
    }
}
