using AngleSharp.Css;
using AngleSharp.Css.Dom;
using AngleSharp.Dom;

namespace Crawling.Parsing;

/// <summary>A selector taken apart at its combinators, so that it can be matched within a scope: nothing outside counts as an ancestor.</summary>
internal sealed class CssChain
{
    private readonly ISelector[] _parts;
    private readonly char[] _combinators;

    private CssChain(ISelector[] parts, char[] combinators)
    {
        _parts = parts;
        _combinators = combinators;
    }

    /// <summary>Null for a selector without combinators, or with one that is not among the four usual ones.</summary>
    public static CssChain? Of(ISelector selector)
    {
        var reader = new CombinatorReader();
        selector.Accept(reader);
        return reader.Chain;
    }

    public bool Matches(IElement element, IElement scope) => Matches(element, scope, _parts.Length - 1);

    private bool Matches(IElement element, IElement scope, int part)
    {
        if (!_parts[part].Match(element, scope))
        {
            return false;
        }

        if (part == 0)
        {
            return true;
        }

        if (element == scope)
        {
            return false;
        }

        return _combinators[part - 1] switch
        {
            '>' => element.ParentElement is { } parent && Matches(parent, scope, part - 1),
            '+' => element.PreviousElementSibling is { } sibling && Matches(sibling, scope, part - 1),
            '~' => Siblings(element).Any(sibling => Matches(sibling, scope, part - 1)),
            _ => Ancestors(element, scope).Any(ancestor => Matches(ancestor, scope, part - 1)),
        };
    }

    private static IEnumerable<IElement> Ancestors(IElement element, IElement scope)
    {
        while (element != scope && element.ParentElement is { } parent)
        {
            yield return element = parent;
        }
    }

    private static IEnumerable<IElement> Siblings(IElement element) =>
        element.ParentElement?.Children.TakeWhile(sibling => sibling != element) ?? [];

    private sealed class CombinatorReader : ISelectorVisitor
    {
        public CssChain? Chain { get; private set; }

        public void Combinator(IEnumerable<ISelector> selectors, IEnumerable<string> symbols)
        {
            var combinators = symbols.Select(symbol => symbol.Trim()).ToArray();
            if (combinators.All(symbol => symbol is "" or ">" or "+" or "~"))
            {
                Chain = new([.. selectors], [.. combinators.Select(symbol => symbol.Length == 0 ? ' ' : symbol[0])]);
            }
        }

        public void Attribute(string name, string op, string? value)
        {
        }

        public void Type(string name)
        {
        }

        public void Id(string value)
        {
        }

        public void Child(string name, int step, int offset, ISelector selector)
        {
        }

        public void Class(string name)
        {
        }

        public void PseudoClass(string name)
        {
        }

        public void PseudoElement(string name)
        {
        }

        public void List(IEnumerable<ISelector> selectors)
        {
        }

        public void Many(IEnumerable<ISelector> selectors)
        {
        }
    }
}
