namespace Crawling;

/// <summary>Makes something else of the values of a field.</summary>
/// <param name="values">Those there are, in order; never null among them.</param>
/// <returns>Nothing (null), one value, or several as a list.</returns>
public delegate object? FieldProcessor(IReadOnlyList<object> values);
