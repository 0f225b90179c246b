namespace Crawling;

/// <summary>Which items are dropped on their way to the feeds.</summary>
public sealed class ItemOptions
{
    /// <summary>Whether items that break the data annotations of their type (<c>[Required]</c>, <c>[Range]</c> …) are dropped. Default: true.</summary>
    public bool Validate { get; set; } = true;

    /// <summary>The fields, as feeds name them, that make an item of any type the duplicate of an earlier one of the same type, which is dropped.
    /// Default: none; the properties with <c>[Key]</c>, if a type has them.</summary>
    public List<string> Key { get; set; } = [];
}
