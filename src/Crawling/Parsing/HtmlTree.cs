using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Crawling.Parsing;

/// <summary>Parses HTML by the standard's algorithm, without scripts and without loading anything.</summary>
internal static class HtmlTree
{
    /// <summary>The parser puts what is nested deeper beside its ancestors, as browsers do; so no walk of a tree can overflow the stack.</summary>
    public const int MaximumDepth = 512;

    /// <exception cref="FormatException">The nesting is so deep that reading it would take minutes.</exception>
    public static IDocument Parse(string html)
    {
        var options = new HtmlParserOptions
        {
            DisableElementPositionTracking = true,
            MaximumDepth = MaximumDepth,
            OnCreated = new NestingGuard().Check,
        };

        // A context keeps state and is not made for several threads, so each document gets its own.
        return new HtmlParser(options, BrowsingContext.New(AngleSharp.Configuration.Default)).ParseDocument(html);
    }
}
