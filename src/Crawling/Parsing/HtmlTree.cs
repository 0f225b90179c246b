using AngleSharp;
using AngleSharp.Browser;
using AngleSharp.Dom;
using AngleSharp.Html;
using AngleSharp.Html.Dom;
using AngleSharp.Html.LinkRels;
using AngleSharp.Html.Parser;

namespace Crawling.Parsing;

/// <summary>Parses HTML by the standard's algorithm, without scripts and without loading anything.</summary>
internal static class HtmlTree
{
    /// <summary>The parser puts what is nested deeper beside its ancestors, as browsers do; so no walk of a tree can overflow the stack.</summary>
    public const int MaximumDepth = 512;

    private static readonly IElementFactory<Document, HtmlElement> Elements =
        AngleSharp.Configuration.Default.Services.OfType<IElementFactory<Document, HtmlElement>>().Single();

    /// <summary>Those of a browser but for what loads something or keeps up with changes, and without <see cref="Elements"/>.</summary>
    private static readonly object[] Services =
    [
        .. AngleSharp.Configuration.Default.Services
            .Where(service => service is not (IElementFactory<Document, HtmlElement> or IAttributeObserver or ILinkRelationFactory or IMetaHandler)),
        new NoLinkRelations(),
    ];

    /// <exception cref="FormatException">The nesting is so deep that reading it would take minutes, or there are too many elements.</exception>
    public static IDocument Parse(string html)
    {
        var nesting = new NestingGuard();
        var growth = new GrowthGuard(Elements, html.Length);
        var options = new HtmlParserOptions
        {
            DisableElementPositionTracking = true,
            MaximumDepth = MaximumDepth,
            OnCreated = (element, position) =>
            {
                nesting.Check(element, position);
                if (element is not HtmlElement)
                {
                    growth.Count();
                }
            },
        };

        // A context keeps state and is not made for several threads, so each document gets its own.
        var context = BrowsingContext.New(new AngleSharp.Configuration([.. Services, growth]));
        var document = new HtmlParser(options, context).ParseDocument(html);
        growth.TurnOff();
        return document;
    }

    /// <summary>No link element gets anything to load, or an address to load it from.</summary>
    private sealed class NoLinkRelations : ILinkRelationFactory
    {
        public BaseLinkRelation? Create(IHtmlLinkElement link, string? rel) => null;
    }
}
