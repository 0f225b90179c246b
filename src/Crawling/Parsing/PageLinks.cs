using System.Diagnostics.CodeAnalysis;
using AngleSharp.Dom;
using Crawling.Links;

namespace Crawling.Parsing;

/// <summary>The links of a page, each target once.</summary>
internal sealed class PageLinks(Url baseUrl)
{
    private readonly List<Link> _links = [];
    private readonly HashSet<Url> _targets = [];
    private readonly LinkRoom _room = new();

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
        for (var number = 0; number < page.Links.Count; number++)
        {
            if (links.IsNew(page.TargetOf(number), out var target, out var fragment))
            {
                links.Add(target, fragment, page.TextOf(number), page.RelationOf(number));
            }
        }

        return links._links;
    }

    private bool IsNew(string? reference, [NotNullWhen(true)] out Url? target, out string fragment) =>
        _room.TryJoin(reference, baseUrl, out target, out fragment) && _targets.Add(target);

    private void Add(Url target, string fragment, string text, string? relation) => _links.Add(_room.Keep(target, fragment, text, relation));
}
