using System.Diagnostics.CodeAnalysis;
using AngleSharp.Dom;
using Crawling.Links;

namespace Crawling.Parsing;

/// <summary>The links of a page, each target once.</summary>
internal sealed class PageLinks(Url baseUrl)
{
    /// <summary>Links with other targets, of most pages.</summary>
    private const int Usual = 32;

    /// <summary>Of a set that is kept for the next page.</summary>
    private const int MostKept = 4096;

    [ThreadStatic]
    private static HashSet<Url>? _lastTargets;

    private readonly List<Link> _links = new(Usual);
    private readonly HashSet<Url> _targets = EmptySet();
    private readonly LinkRoom _room = new();
    private readonly PlainReference? _plain = PlainReference.To(baseUrl);

    public static IReadOnlyList<Link> Of(IDocument document, Url baseUrl)
    {
        var links = new PageLinks(baseUrl);
        foreach (var element in document.All)
        {
            if (element.LocalName is "a" or "area" && links.IsNew(element.GetAttribute("href"), out var target, out var fragment))
            {
                links.Add(target, fragment, LinkRoom.TextOf(element), element.GetAttribute("rel"));
            }
        }

        return links._links;
    }

    public static IReadOnlyList<Link> Of(ScannedPage page, Url baseUrl)
    {
        var links = new PageLinks(baseUrl);
        var repeats = new RepeatedReferences(stackalloc int[RepeatedReferences.Places]);
        for (var number = 0; number < page.LinkCount; number++)
        {
            if (!repeats.IsRepeated(page, number) && links.IsNew(page.ReferenceOf(number), out var target, out var fragment))
            {
                links.Add(target, fragment, page.TextOf(number), page.RelationOf(number));
            }
        }

        return links._links;
    }

    /// <summary>For one page at a time.</summary>
    private static HashSet<Url> EmptySet()
    {
        if (_lastTargets is not { } targets || targets.Capacity > MostKept)
        {
            return _lastTargets = new(Usual);
        }

        targets.Clear();
        return targets;
    }

    private bool IsNew(string? reference, [NotNullWhen(true)] out Url? target, out string fragment) =>
        _room.TryJoin(reference, baseUrl, out target, out fragment) && _targets.Add(target);

    /// <summary>The same for a reference as written: most are not parsed.</summary>
    private bool IsNew(ReadOnlySpan<byte> reference, [NotNullWhen(true)] out Url? target, out string fragment)
    {
        Span<char> buffer = stackalloc char[PlainReference.LongestUrl];
        if (_plain is null
            || !ScannedText.TryReadAttribute(reference, buffer, out var length)
            || !_plain.TryJoin(buffer[..length], out target, out var plainFragment))
        {
            return IsNew(ScannedText.OfAttribute(reference), out target, out fragment);
        }

        fragment = "";
        if (_room.IsFull || !_targets.Add(target))
        {
            return false;
        }

        _room.Take(target);
        fragment = plainFragment.ToString();
        return true;
    }

    private void Add(Url target, string fragment, string text, string? relation) => _links.Add(_room.Keep(target, fragment, text, relation));
}
