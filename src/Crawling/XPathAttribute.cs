namespace Crawling;

/// <summary>Where on the page a field of an extracted item is (<see cref="Response.Extract{T}(string)"/>): an XPath expression. On a property or
/// a parameter of a partial record.</summary>
/// <param name="query">The expression. <c>.//a</c> looks below the item's element, <c>//a</c> in the whole page.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class XPathAttribute(string query) : Attribute
{
    /// <summary>The expression.</summary>
    public string Query => query;

    /// <summary>A regular expression: the field is its first group, or its whole match if it has none. Default: all of the text.</summary>
    public string? Re { get; init; }
}
