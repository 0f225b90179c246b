namespace Crawling;

/// <summary>Where on the page a field of an extracted item is (<see cref="Response.Extract{T}(string)"/>): a CSS selector. On a property or a
/// parameter of a partial record.</summary>
/// <param name="query">The selector, below the item's element; <c>::text</c> and <c>::attr(name)</c> give texts and attribute values.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class CssAttribute(string query) : Attribute
{
    /// <summary>The selector.</summary>
    public string Query => query;

    /// <summary>A regular expression: the field is its first group, or its whole match if it has none. Default: all of the text.</summary>
    public string? Re { get; init; }
}
