using System.Collections;

namespace Crawling;

/// <summary>Nodes of a page.</summary>
public sealed class SelectorList : IReadOnlyList<Selector>
{
    /// <summary>x</summary>
    public int Count => throw new NotImplementedException();

    /// <summary>x</summary>
    public Selector this[int index] => throw new NotImplementedException();

    /// <summary>x</summary>
    public SelectorList Css(string query) => throw new NotImplementedException();

    /// <summary>x</summary>
    public SelectorList XPath(string query) => throw new NotImplementedException();

    /// <summary>x</summary>
    public IReadOnlyList<string> Re(string pattern) => throw new NotImplementedException();

    /// <summary>x</summary>
    public string? ReFirst(string pattern) => throw new NotImplementedException();

    /// <summary>x</summary>
    public string? Get() => throw new NotImplementedException();

    /// <summary>x</summary>
    public IReadOnlyList<string> GetAll() => throw new NotImplementedException();

    /// <summary>x</summary>
    public IReadOnlyDictionary<string, string> Attributes => throw new NotImplementedException();

    /// <inheritdoc/>
    public IEnumerator<Selector> GetEnumerator() => throw new NotImplementedException();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
