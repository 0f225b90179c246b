using System.Diagnostics.CodeAnalysis;

namespace Crawling;

/// <summary>A URL by the WHATWG URL standard. Immutable.</summary>
public sealed class Url : IEquatable<Url>
{
    /// <summary>Parses, against a base if one is given.</summary>
    public static Url Parse(string text, Url? baseUrl = null) => throw new NotImplementedException();

    /// <summary>Parses, against a base if one is given.</summary>
    public static bool TryParse(string? text, Url? baseUrl, [NotNullWhen(true)] out Url? url) => throw new NotImplementedException();

    /// <summary>x</summary>
    public string Href => throw new NotImplementedException();

    /// <summary>x</summary>
    public string Scheme => throw new NotImplementedException();

    /// <summary>x</summary>
    public string Host => throw new NotImplementedException();

    /// <summary>x</summary>
    public int Port => throw new NotImplementedException();

    /// <summary>x</summary>
    public string Path => throw new NotImplementedException();

    /// <summary>x</summary>
    public string Query => throw new NotImplementedException();

    /// <summary>x</summary>
    public string Fragment => throw new NotImplementedException();

    /// <summary>x</summary>
    public string UserName => throw new NotImplementedException();

    /// <summary>x</summary>
    public string Password => throw new NotImplementedException();

    /// <summary>x</summary>
    public string Origin => throw new NotImplementedException();

    /// <summary>x</summary>
    public string Canonical(bool keepFragment = false) => throw new NotImplementedException();

    /// <inheritdoc/>
    public bool Equals(Url? other) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Url);

    /// <inheritdoc/>
    public override int GetHashCode() => throw new NotImplementedException();

    /// <inheritdoc/>
    public override string ToString() => Href;

    /// <summary>x</summary>
    public static implicit operator Url(string text) => Parse(text);

    /// <summary>x</summary>
    public static implicit operator string(Url url) => url.Href;
}
