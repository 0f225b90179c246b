namespace Crawling;

/// <summary>Fields that every item has which a callback yields for its samples (<see cref="SampleAttribute"/>): there, and neither null, nor
/// blank, nor an empty list.</summary>
/// <param name="fields">The fields, by the names of their properties or as feeds write them; without case.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ScrapesAttribute(params string[] fields) : Attribute
{
    /// <summary>The fields.</summary>
    public IReadOnlyList<string> Fields => fields;
}
