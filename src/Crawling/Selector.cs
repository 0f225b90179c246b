namespace Crawling;

/// <summary>A node of a page.</summary>
public sealed class Selector
{
    /// <summary>x</summary>
    public static Selector FromHtml(string html, Url? baseUrl = null) => throw new NotImplementedException();

    /// <summary>x</summary>
    public static Selector FromXml(string xml) => throw new NotImplementedException();

    /// <summary>x</summary>
    public SelectorList Css(string query) => throw new NotImplementedException();

    /// <summary>x</summary>
    public SelectorList XPath(string query) => throw new NotImplementedException();

    /// <summary>x</summary>
    public IReadOnlyList<string> Re(string pattern) => throw new NotImplementedException();

    /// <summary>x</summary>
    public string? ReFirst(string pattern) => throw new NotImplementedException();

    /// <summary>x</summary>
    public string Get() => throw new NotImplementedException();

    /// <summary>x</summary>
    public IReadOnlyDictionary<string, string> Attributes => throw new NotImplementedException();

    /// <summary>What a link refers to: href, src, or its own text or value.</summary>
    internal string? Reference => throw new NotImplementedException();
}
