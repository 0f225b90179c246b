namespace Crawling;

/// <summary>A type that can be taken from a page. Partial records with <see cref="CssAttribute"/> or <see cref="XPathAttribute"/> on their fields
/// are: the compiler writes this for them.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IExtractable<TSelf>
    where TSelf : IExtractable<TSelf>
{
    /// <summary>Takes one from an element, or from a whole page.</summary>
    /// <exception cref="DropItemException">A field that must be there is missing or unreadable; the message names it.</exception>
    static abstract TSelf Extract(Selector selector);
}
