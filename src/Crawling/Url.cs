using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Crawling.Urls;

namespace Crawling;

/// <summary>A URL by the WHATWG URL standard, always absolute. Immutable; equal to another of the same <see cref="Href"/>.</summary>
public sealed class Url : IEquatable<Url>
{
    private const int LongestInMessage = 200;

    private int _hash;
    private string? _host;

    private Url(string href) => Href = href;

    /// <summary>The URL in its serialized form, which is all ASCII.</summary>
    public string Href { get; }

    /// <summary>The scheme in lower case, without ':'.</summary>
    public string Scheme => Parts.Scheme switch
    {
        "http" => "http",
        "https" => "https",
        var other => other.ToString(),
    };

    /// <summary>The host: a name in lower case and ASCII, an IPv4 address, or an IPv6 address in brackets; "" if there is none.</summary>
    public string Host => _host ??= HostNames.Of(Parts.Host);

    /// <summary>The port, or -1 for the scheme's default and where there is none.</summary>
    public int Port => Parts.Port is { IsEmpty: false } digits ? int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) : -1;

    /// <summary>The path, percent-encoded.</summary>
    public string Path => Parts.Path.ToString();

    /// <summary>The query, percent-encoded and with its '?'; "" if there is none or it is empty.</summary>
    public string Query => Parts.Query is { Length: > 1 } query ? query.ToString() : "";

    /// <summary>The fragment, percent-encoded and with its '#'; "" if there is none or it is empty.</summary>
    public string Fragment => Parts.Fragment is { Length: > 1 } fragment ? fragment.ToString() : "";

    /// <summary>The user name, percent-encoded, or "".</summary>
    public string UserName => Parts.UserName.ToString();

    /// <summary>The password, percent-encoded, or "".</summary>
    public string Password => Parts.Password.ToString();

    /// <summary>Scheme, host and port, such as "https://example.com"; "null" for schemes that have no such origin.</summary>
    public string Origin => UrlOrigin.Of(this);

    internal UrlParts Parts => new(Href);

    /// <summary>The number of the crawl that has seen it last, of any: a note that may be lost, but is never wrong.</summary>
    internal int SeenBy { get; set; }

    /// <summary>Parses, against a base if one is given.</summary>
    /// <exception cref="FormatException">The text is not a URL, or is relative and there is no base that it can be joined to.</exception>
    public static Url Parse(string text, Url? baseUrl = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (UrlParser.Parse(text, baseUrl?.Href, out string? problem) is { } href)
        {
            return new Url(href);
        }

        string shown = text.Length > LongestInMessage ? $"{text.AsSpan(0, LongestInMessage)}…" : text;
        throw new FormatException($"'{shown}' is not a URL: {problem}.");
    }

    /// <summary>Parses, against a base if one is given; false where <see cref="Parse"/> throws, and for null.</summary>
    public static bool TryParse(string? text, Url? baseUrl, [NotNullWhen(true)] out Url? url)
    {
        string? href = text is null ? null : UrlParser.Parse(text, baseUrl?.Href, out _);
        url = href is null ? null : new Url(href);
        return url is not null;
    }

    /// <summary>
    /// The form used for dedupe only: sorted query without empty pairs, percent-encoding in one form, spaces in the query as '+', no
    /// fragment unless kept.
    /// </summary>
    public string Canonical(bool keepFragment = false) => CanonicalForm.Of(Href, keepFragment);

    /// <inheritdoc/>
    public bool Equals(Url? other) => ReferenceEquals(this, other)
        || (other is not null && GetHashCode() == other.GetHashCode() && string.Equals(Href, other.Href, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Url);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash != 0 ? _hash : _hash = Href.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Href;

    /// <summary>Whether both have the same <see cref="Href"/>. A string beside a URL is parsed first.</summary>
    public static bool operator ==(Url? left, Url? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether the two differ in <see cref="Href"/>. A string beside a URL is parsed first.</summary>
    public static bool operator !=(Url? left, Url? right) => !(left == right);

    /// <summary>Parses an absolute URL.</summary>
    /// <exception cref="FormatException">The text is not an absolute URL.</exception>
    public static implicit operator Url(string text) => Parse(text);

    /// <summary>The <see cref="Href"/>.</summary>
    public static implicit operator string(Url url) => url.Href;

    /// <summary>The URL with these, percent-encoded, for its user name and password; "" is none.</summary>
    internal Url WithUserInfo(ReadOnlySpan<char> userInfo)
    {
        var parts = Parts;
        if (parts.UserInfo.SequenceEqual(userInfo) || parts.Authority.IsEmpty)
        {
            return this;
        }

        var start = parts.Scheme.Length + "://".Length;
        var host = Href.AsSpan(start + (parts.UserInfo.IsEmpty ? 0 : parts.UserInfo.Length + 1));
        return new Url($"{Href.AsSpan(0, start)}{userInfo}{(userInfo.IsEmpty ? "" : "@")}{host}");
    }

    /// <summary>A URL whose <see cref="Href"/> this is.</summary>
    internal static Url OfSerialized(string href) => new(href);

    /// <summary>The URL, which has no fragment, with this one, which is as URLs have it.</summary>
    internal Url WithFragment(ReadOnlySpan<char> fragment) => fragment.IsEmpty ? this : new Url($"{Href}#{fragment}");

    internal Url WithoutFragment() => Href.IndexOf('#', StringComparison.Ordinal) is >= 0 and var start ? new Url(Href[..start]) : this;

    /// <summary>Writes <see cref="Canonical"/>, which is ASCII, without making a string of it.</summary>
    internal void WriteCanonical(IBufferWriter<byte> output, bool keepFragment = false)
    {
        var text = new TextBuilder(stackalloc char[512]);
        CanonicalForm.Append(ref text, Href, keepFragment);
        Encoding.ASCII.GetBytes(text.Text, output);
        text.ReturnBuffer();
    }
}
