using System.Globalization;
using System.Xml.XPath;
using AngleSharp.Dom;

namespace Crawling.Parsing;

/// <summary>An XPath 1.0 expression.</summary>
internal sealed class XPathQuery
{
    private static readonly QueryCache<XPathQuery> Cache = new(query => new(query));

    private readonly string _query;
    private readonly XPathExpression _expression;

    private XPathQuery(string query)
    {
        _query = query;
        try
        {
            _expression = XPathExpression.Compile(query);
            _expression.SetContext(new XPathContext(static (text, pattern) => Pattern.Get(pattern).IsMatch(text)));
        }
        catch (XPathException exception)
        {
            throw Error(exception);
        }
    }

    /// <exception cref="ArgumentException">It is not an XPath 1.0 expression; the message says why.</exception>
    public static XPathQuery Get(string query) => Cache.Get(query);

    /// <summary>Adds the nodes of a node set in document order; a string, a number ("3", "0.5", "NaN") or "true" and "false" as one value.</summary>
    /// <exception cref="ArgumentException">The expression fails on what it finds.</exception>
    public void Select(INode node, Tree tree, List<Selector> results)
    {
        try
        {
            switch (new TreeNavigator(node).Evaluate(_expression))
            {
                case XPathNodeIterator nodes:
                    while (nodes.MoveNext())
                    {
                        results.Add(ToSelector(nodes.Current!, tree));
                    }

                    break;
                case bool truth:
                    results.Add(new Selector(truth ? "true" : "false", tree));
                    break;
                case double number:
                    results.Add(new Selector(number.ToString(CultureInfo.InvariantCulture), tree));
                    break;
                case string text:
                    results.Add(new Selector(text, tree));
                    break;
            }
        }
        catch (XPathException exception)
        {
            throw Error(exception);
        }
    }

    private static Selector ToSelector(XPathNavigator found, Tree tree) => found.NodeType switch
    {
        XPathNodeType.Attribute or XPathNodeType.Text => new(found.Value, tree),
        _ => new((INode)found.UnderlyingObject!, tree),
    };

    private ArgumentException Error(XPathException exception) =>
        new($"'{_query}' is not an XPath 1.0 expression: {exception.Message}", exception);
}
