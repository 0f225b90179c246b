using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Crawling.Parsing;

/// <summary>
/// Refuses a document that comes to more elements than memory holds. By the HTML standard, formatting elements that are left open are opened anew in
/// each block that follows: so 80 kB of text can come to three million elements.
/// </summary>
/// <param name="factory">What makes the HTML elements, those that are opened anew among them.</param>
/// <param name="length">The characters of the document.</param>
internal sealed class GrowthGuard(IElementFactory<Document, HtmlElement> factory, int length) : IElementFactory<Document, HtmlElement>
{
    /// <summary>Elements of a document at most; they take up to 1 GiB.</summary>
    public const int Most = 1_000_000;

    private const int Least = 10_000;

    // Unless much is opened anew, no page has as many elements as characters.
    private readonly long _most = Math.Min(Most, (long)Least + length);
    private int _count;
    private bool _isOff;

    public HtmlElement Create(Document document, string localName, string? prefix = null, NodeFlags flags = NodeFlags.None)
    {
        Count();
        return factory.Create(document, localName, prefix, flags);
    }

    /// <summary>Counts an element; <see cref="Create"/> counts those it makes.</summary>
    public void Count()
    {
        if (!_isOff && ++_count > _most)
        {
            throw new FormatException($"The page is not read: its {length} characters come to more than {_most} elements.");
        }
    }

    /// <summary>What is done to the tree from now on is its owner's business.</summary>
    public void TurnOff() => _isOff = true;
}
