using System.Collections.ObjectModel;
using AngleSharp.Dom;
using AngleSharp.Html;
using Crawling.Parsing;

namespace Crawling;

/// <summary>A node of a page, or a text or value that was taken from one.</summary>
public sealed class Selector
{
    private readonly INode? _node;
    private readonly string? _value;
    private readonly Tree _tree;

    internal Selector(INode node, Tree tree)
    {
        _node = node;
        _tree = tree;
    }

    internal Selector(string value, Tree tree)
    {
        _value = value;
        _tree = tree;
    }

    /// <summary>The attributes of an element by name; empty for anything else.</summary>
    public IReadOnlyDictionary<string, string> Attributes =>
        _node is IElement element
            ? element.Attributes.DistinctBy(attribute => attribute.Name).ToDictionary(attribute => attribute.Name, attribute => attribute.Value)
            : ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The document it is, or is in.</summary>
    internal IDocument Document => _node as IDocument ?? _node!.Owner!;

    /// <summary>Null if it is a text or value.</summary>
    internal INode? Node => _node;

    /// <summary>The response it is of; null if it was made of a text.</summary>
    internal Response? Response => _tree.Page?.Response;

    /// <summary>What its references are resolved against, if that is known.</summary>
    internal Url? BaseUrl => _tree.BaseUrl ?? _tree.Page?.BaseUrl;

    /// <summary>What a link refers to: an element's href, else its src, a text or value itself; null if there is none of them.</summary>
    internal string? Reference
    {
        get
        {
            var reference = _value ?? (_node as IElement)?.GetAttribute("href") ?? (_node as IElement)?.GetAttribute("src");
            return _tree.BaseUrl is { } baseUrl && Url.TryParse(reference, baseUrl, out var url) ? url.Href : reference;
        }
    }

    /// <summary>Parses HTML: a page, or a part of one as it comes in JSON. Scripts do not run, nothing is loaded.</summary>
    /// <param name="html">The markup.</param>
    /// <param name="baseUrl">What <see cref="Response.Follow(Selector, ParseCallback?)"/> resolves its references against. Default: the
    /// base URL of the response.</param>
    /// <exception cref="FormatException">Thousands of elements are nested more than 512 deep, or there are over a million, or more than
    /// there are characters.</exception>
    public static Selector FromHtml(string html, Url? baseUrl = null)
    {
        ArgumentNullException.ThrowIfNull(html);
        return new(HtmlTree.Parse(html), new Tree(HtmlMarkupFormatter.Instance, baseUrl));
    }

    /// <summary>Parses XML. In XPath, names match as they are written, with their prefix if they have one: <c>//entry</c>,
    /// <c>//media:title</c>.</summary>
    /// <exception cref="System.Xml.XmlException">It is not well-formed, has a DTD, is nested more than 512 deep, or has over a million elements.</exception>
    public static Selector FromXml(string xml)
    {
        ArgumentNullException.ThrowIfNull(xml);
        return new(XmlTree.Parse(xml), new Tree(XmlFormatter.Instance));
    }

    /// <summary>The elements that match a CSS selector, this one and those below it, in document order. <c>::text</c> at the end gives
    /// their own texts, <c>::attr(name)</c> their attribute. Nothing outside this element counts as an ancestor.</summary>
    /// <exception cref="ArgumentException">It is not a CSS selector; the message says where.</exception>
    public SelectorList Css(string query)
    {
        var compiled = CssQuery.Get(query);
        List<Selector> results = [];
        if (_node is not null)
        {
            compiled.Select(_node, _tree, results);
        }

        return new(results);
    }

    /// <summary>What an XPath 1.0 expression gives at this node: nodes, or one string, number or truth value. <c>.//a</c> looks below
    /// this node, <c>//a</c> in the whole page. Has the functions <c>has-class('a', 'b')</c> and <c>re:test(text, 'pattern')</c>.</summary>
    /// <exception cref="ArgumentException">It is not an XPath 1.0 expression; the message says why.</exception>
    public SelectorList XPath(string query)
    {
        var compiled = XPathQuery.Get(query);
        List<Selector> results = [];
        if (_node is not null)
        {
            compiled.Select(_node, _tree, results);
        }

        return new(results);
    }

    /// <summary>The items of the elements that match a CSS selector, without those that miss a field; see <see cref="SelectorList.Extract{T}"/>.</summary>
    /// <exception cref="ArgumentException">It is not a CSS selector; the message says where.</exception>
    /// <exception cref="DropItemException">A field that must be there is missing or unreadable, and no crawl is there to count that.</exception>
    public IReadOnlyList<T> Extract<T>(string query)
        where T : IExtractable<T> => Css(query).Extract<T>();

    /// <summary>The item of this element.</summary>
    /// <exception cref="DropItemException">A field that must be there is missing or unreadable; the message names it.</exception>
    public T Extract<T>()
        where T : IExtractable<T> => T.Extract(this);

    /// <summary>The matches of a regular expression in <see cref="Get"/>: all groups of each, or the whole match if it has none.</summary>
    /// <exception cref="ArgumentException">It is not a regular expression.</exception>
    public IReadOnlyList<string> Re(string pattern) => [.. Pattern.Extract(Pattern.Get(pattern), Get())];

    /// <summary>The first of what <see cref="Re"/> gives, or null.</summary>
    /// <exception cref="ArgumentException">It is not a regular expression.</exception>
    public string? ReFirst(string pattern) => Pattern.Extract(Pattern.Get(pattern), Get()).FirstOrDefault();

    /// <summary>The markup of an element with all in it; of a text or an attribute its characters.</summary>
    public string Get() => _value ?? MarkupWriter.Write(_node!, _tree.Markup);

    /// <summary>As <see cref="Get"/>.</summary>
    public override string ToString() => Get();
}
