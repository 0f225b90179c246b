using System.Diagnostics.CodeAnalysis;
using System.Text;
using AngleSharp.Dom;
using Crawling.Links;

namespace Crawling.Parsing;

/// <summary>The links of a page, each target once.</summary>
internal sealed class PageLinks(Url baseUrl)
{
    private readonly List<Link> _links = [];
    private readonly HashSet<Url> _targets = [];
    private readonly LinkRoom _room = new();
    private readonly string? _folder = LinkReference.FolderOf(baseUrl);

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
        for (var number = 0; number < page.LinkCount; number++)
        {
            if (links.IsNew(page.ReferenceOf(number), out var target, out var fragment))
            {
                links.Add(target, fragment, page.TextOf(number), page.RelationOf(number));
            }
        }

        return links._links;
    }

    private bool IsNew(string? reference, [NotNullWhen(true)] out Url? target, out string fragment) =>
        _room.TryJoin(reference, baseUrl, out target, out fragment) && _targets.Add(target);

    /// <summary>The same for a reference as written: one that has been met before is neither decoded nor joined again.</summary>
    private bool IsNew(ReadOnlySpan<byte> reference, [NotNullWhen(true)] out Url? target, out string fragment)
    {
        if (_folder is null || !LinkReference.TrySplit(reference, out var parts))
        {
            return IsNew(ScannedText.OfAttribute(reference), out target, out fragment);
        }

        target = KnownTargets.Shared.Find(_folder, parts.Address);
        fragment = "";
        if (target is null)
        {
            if (!_room.TryJoin(ScannedText.OfAttribute(parts.Address), baseUrl, out target, out fragment))
            {
                return false;
            }

            if (fragment.Length == 0)
            {
                KnownTargets.Shared.Keep(_folder, parts.Address, target);
            }
        }

        var isNew = !_room.IsFull && _targets.Add(target);
        fragment = isNew && !parts.Fragment.IsEmpty ? Encoding.ASCII.GetString(parts.Fragment) : fragment;
        return isNew;
    }

    private void Add(Url target, string fragment, string text, string? relation) => _links.Add(_room.Keep(target, fragment, text, relation));
}
