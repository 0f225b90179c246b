using AngleSharp.Dom;
using AngleSharp.Text;

namespace Crawling.Parsing;

/// <summary>
/// Refuses a document of thousands of elements at the greatest depth. The parser still keeps all of them open, and looks through them for
/// each tag: 100,000 open elements take it most of a minute.
/// </summary>
internal sealed class NestingGuard
{
    private const int Interval = 64;
    private const int TooMany = 100;

    private IElement? _previous;
    private int _created;
    private int _deep;

    /// <summary>Looks at one element in 64, once it is in the tree: which it is when the next one is made.</summary>
    public void Check(IElement element, TextPosition position)
    {
        if (++_created % Interval == 0 && IsDeep(_previous) && ++_deep == TooMany)
        {
            throw new FormatException(
                $"The page is not read: more than {Interval * TooMany} of its elements are nested {HtmlTree.MaximumDepth} deep or deeper.");
        }

        _previous = element;
    }

    private static bool IsDeep(INode? node)
    {
        var depth = 0;
        for (; node is not null; node = node.Parent)
        {
            depth++;
        }

        return depth >= HtmlTree.MaximumDepth;
    }
}
