namespace Crawling;

/// <summary>Gives a spider another name than its type's.</summary>
/// <param name="name">The name it is run by.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SpiderAttribute(string name) : Attribute
{
    /// <summary>The name it is run by.</summary>
    public string Name => name;
}
