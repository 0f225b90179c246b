using AngleSharp.Dom;

namespace Crawling.Parsing;

/// <summary>A CSS query: selectors, each with an optional <c>::text</c> or <c>::attr(name)</c> at its end.</summary>
internal sealed class CssQuery
{
    private static readonly QueryCache<CssQuery> Cache = new(query => new(query));

    private readonly CssGroup[] _elements;
    private readonly CssGroup[] _texts;
    private readonly CssGroup[] _attributes;

    private CssQuery(string query)
    {
        var groups = CssGroups.Split(query).ConvertAll(group => CssGroup.Parse(query, group.Text, group.Position));
        _elements = [.. groups.Where(group => group.GivesElement)];
        _texts = [.. groups.Where(group => group.GivesText)];
        _attributes = [.. groups.Where(group => group.Attribute is not null)];
    }

    /// <exception cref="ArgumentException">It is not a CSS selector; the message says where.</exception>
    public static CssQuery Get(string query) => Cache.Get(query);

    /// <summary>What the query gives of a node and all below it, in document order.</summary>
    public void Select(INode node, Tree tree, List<Selector> results) => Visit(node, node as IElement, tree, results);

    private static bool AnyMatches(CssGroup[] groups, IElement element, IElement? scope)
    {
        foreach (var group in groups)
        {
            if (group.Matches(element, scope))
            {
                return true;
            }
        }

        return false;
    }

    private void Visit(INode node, IElement? scope, Tree tree, List<Selector> results)
    {
        var wantsText = false;
        if (node is IElement element)
        {
            wantsText = AnyMatches(_texts, element, scope);
            AddElement(element, scope, tree, results);
        }

        var children = node.ChildNodes;
        for (var i = 0; i < children.Length; i++)
        {
            // Asking for the type costs less than trying casts to interfaces.
            var child = children[i];
            switch (child.NodeType)
            {
                case NodeType.Text when wantsText:
                    results.Add(new Selector(child.NodeValue, tree));
                    break;
                case NodeType.Element:
                    Visit(child, scope, tree, results);
                    break;
            }
        }
    }

    private void AddElement(IElement element, IElement? scope, Tree tree, List<Selector> results)
    {
        if (AnyMatches(_elements, element, scope))
        {
            results.Add(new Selector(element, tree));
        }

        foreach (var group in _attributes)
        {
            if (group.Matches(element, scope) && element.GetAttribute(group.Attribute!) is { } value)
            {
                results.Add(new Selector(value, tree));
            }
        }
    }
}
