using System.Buffers;
using System.Collections.ObjectModel;

namespace Crawling.Downloading;

/// <summary>What a request may send, so that nothing in it can pass for another header or request, and what its method means.</summary>
internal static class HttpSyntax
{
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> ForbiddenInValues = SearchValues.Create("\r\n\0");

    public static void CheckField(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        if (!IsToken(name))
        {
            throw new ArgumentException($"'{name}' is not a header name: it may hold letters, digits and !#$%&'*+-.^_`|~ only.", nameof(name));
        }

        if (value.AsSpan().ContainsAny(ForbiddenInValues))
        {
            throw new ArgumentException($"The value of header '{name}' holds a line break or NUL, which no header may.", nameof(value));
        }
    }

    /// <summary>A name or value may hold whatever cannot be taken for the end of it.</summary>
    public static void CheckCookies(IReadOnlyDictionary<string, string>? cookies)
    {
        foreach (var (name, value) in cookies ?? ReadOnlyDictionary<string, string>.Empty)
        {
            if (name.Length == 0 || name.Contains('=', StringComparison.Ordinal) || EndsCookie(name))
            {
                throw new ArgumentException($"'{name}' is not the name of a cookie: it may hold no '=', ';' or control character, and not be empty.", nameof(cookies));
            }

            if (EndsCookie(value))
            {
                throw new ArgumentException($"The value of cookie '{name}' holds ';' or a control character, which no cookie may.", nameof(cookies));
            }
        }

        static bool EndsCookie(string text) => text.Any(character => character == ';' || char.IsControl(character));
    }

    public static void CheckMethod(string method)
    {
        ArgumentNullException.ThrowIfNull(method);
        if (!IsToken(method))
        {
            throw new ArgumentException($"'{method}' is not an HTTP method: one is a single word, as GET or POST.", nameof(method));
        }
    }

    /// <summary>Whether a request may be repeated without harm (RFC 9110, section 9.2.2).</summary>
    public static bool IsIdempotent(string method) => method is "GET" or "HEAD" or "OPTIONS" or "TRACE" or "PUT" or "DELETE";

    public static bool IsToken(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(TokenCharacters);
}
