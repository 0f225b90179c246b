namespace Crawling.Parsing;

/// <summary>A link as it stands in a page.</summary>
/// <param name="IsAnchor">Whether it is an anchor and not an area.</param>
/// <param name="Target">Its href.</param>
/// <param name="Relation">Its rel.</param>
/// <param name="Content">What is in it.</param>
internal readonly record struct ScannedLink(bool IsAnchor, Range Target, Range Relation, Range Content);
