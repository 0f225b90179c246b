using System.Buffers;

namespace Crawling.Downloading;

internal static class HeaderSyntax
{
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> ForbiddenInValues = SearchValues.Create("\r\n\0");

    public static void Check(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(TokenCharacters))
        {
            throw new ArgumentException($"'{name}' is not a header name: it may hold letters, digits and !#$%&'*+-.^_`|~ only.", nameof(name));
        }

        if (value.AsSpan().ContainsAny(ForbiddenInValues))
        {
            throw new ArgumentException($"The value of header '{name}' holds a line break or NUL, which no header may.", nameof(value));
        }
    }
}
