using AngleSharp.Css.Dom;
using AngleSharp.Css.Parser;
using AngleSharp.Dom;

namespace Crawling.Parsing;

/// <summary>One selector of a CSS query, with what it gives of the elements that match: themselves, their texts or an attribute.</summary>
internal sealed class CssGroup
{
    private const string TextElement = "::text";
    private const string AttributeElement = "::attr(";

    private const string NotInName = "()[]\"' ";

    private readonly ISelector _selector;
    private readonly CssChain? _chain;

    private CssGroup(ISelector selector, bool givesText, string? attribute)
    {
        _selector = selector;
        _chain = CssChain.Of(selector);
        GivesText = givesText;
        Attribute = attribute;
    }

    public bool GivesText { get; }

    public string? Attribute { get; }

    public bool GivesElement => !GivesText && Attribute is null;

    /// <exception cref="ArgumentException">It is not a selector; the message says where.</exception>
    public static CssGroup Parse(string query, string text, int position)
    {
        var (selector, givesText, attribute) = CutPseudoElement(text);
        if (selector.Length < text.Length && (selector.Length == 0 || char.IsWhiteSpace(selector[^1]) || selector[^1] is '>' or '+' or '~'))
        {
            selector += '*';
        }

        var parser = new CssSelectorParser();
        if (parser.ParseSelector(selector) is { } parsed)
        {
            return new(parsed, givesText, attribute);
        }

        var problem = FirstProblem(parser, text);
        throw CssGroups.Error(query, position + problem, Describe(text[problem..]));
    }

    /// <summary>Whether an element matches. Below a scope only what is in it counts, so that "div a" needs a div within the scope.</summary>
    public bool Matches(IElement element, IElement? scope) =>
        scope is null || _chain is null ? _selector.Match(element, scope) : _chain.Matches(element, scope);

    private static (string Selector, bool GivesText, string? Attribute) CutPseudoElement(string text)
    {
        if (text.EndsWith(TextElement, StringComparison.Ordinal))
        {
            return (text[..^TextElement.Length], true, null);
        }

        var start = text is [.., ')'] ? text.LastIndexOf(AttributeElement, StringComparison.Ordinal) : -1;
        var name = start < 0 ? "" : text[(start + AttributeElement.Length)..^1].Trim().Trim('"', '\'');
        return name.Length > 0 && !name.Any(NotInName.Contains) ? (text[..start], false, name) : (text, false, null);
    }

    /// <summary>The parser tells nothing of an error, but it reads what stands before it.</summary>
    private static int FirstProblem(CssSelectorParser parser, string text)
    {
        var length = text.Length - 1;
        while (length > 0 && (text[length - 1] == ':' || parser.ParseSelector(text[..length]) is null))
        {
            length--;
        }

        return length;
    }

    private static string Describe(string rest) =>
        rest is ['/', ..] ? "'/' has no meaning; XPath expressions go to XPath()"
        : rest.StartsWith(TextElement, StringComparison.Ordinal) || rest.StartsWith(AttributeElement, StringComparison.Ordinal)
            ? "::text and ::attr(name) can only end a selector"
        : $"'{rest}' cannot be read";
}
