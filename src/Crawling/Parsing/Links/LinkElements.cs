using AngleSharp.Dom;

namespace Crawling.Links;

/// <summary>Finds links in the tree of a page: one for each attribute that has a URL, however often the URL comes.</summary>
internal sealed class LinkElements(LinkExtractor options)
{
    private readonly HashSet<string> _tags = Set(options.Tags);
    private readonly HashSet<string> _deniedTags = Set(options.DenyTags);
    private readonly HashSet<string> _attributes = Set(options.Attributes);
    private readonly HashSet<string> _deniedAttributes = Set(options.DenyAttributes);
    private readonly LinkRoom _room = new();

    public IEnumerable<Link> Find(Response response) =>
        from element in Elements(response)
        where IsWanted(element.LocalName, _tags, _deniedTags)
        from attribute in element.Attributes
        where IsWanted(attribute.LocalName, _attributes, _deniedAttributes)
        let link = Read(element, attribute.Value, response.Page.BaseUrl)
        where link is not null
        select link;

    private static HashSet<string> Set(IEnumerable<string> names) => new(names, StringComparer.OrdinalIgnoreCase);

    private static bool IsWanted(string name, HashSet<string> wanted, HashSet<string> denied) =>
        (wanted.Count == 0 || wanted.Contains(name)) && !denied.Contains(name);

    // Parts of the page may lie within each other.
    private IEnumerable<IElement> Elements(Response response) => options is { RestrictCss.Count: 0, RestrictXPath.Count: 0 }
        ? response.Document.All
        : options.RestrictCss.SelectMany(response.Css)
            .Concat(options.RestrictXPath.SelectMany(response.XPath))
            .Select(part => part.Node)
            .OfType<INode>()
            .SelectMany(part => part.GetDescendantsAndSelf())
            .OfType<IElement>()
            .Distinct();

    private Link? Read(IElement element, string value, Url baseUrl)
    {
        var reference = options.Strip ? value.Trim() : value;
        reference = options.ProcessValue is { } process ? process(reference) : reference;
        return _room.TryJoin(reference, baseUrl, out var target, out var fragment)
            ? _room.Keep(target, fragment, LinkRoom.TextOf(element), element.GetAttribute("rel"))
            : null;
    }
}
