using System.Globalization;
using System.Text;
using AngleSharp.Common;
using AngleSharp.Html;

namespace Crawling.Parsing;

/// <summary>Decodes the character references of HTML (HTML standard, section 13.2.5.72 and on).</summary>
internal static class CharacterReferences
{
    /// <summary>Names that need no ';' have at most so many letters.</summary>
    private const int LongestWithoutSemicolon = 6;

    private const int LongestName = 33;
    private const string Replacement = "\uFFFD";

    /// <summary>Decodes in place, as no reference is shorter than what it stands for; gives the new length.</summary>
    public static int Decode(Span<char> text, bool isAttribute)
    {
        var written = text.IndexOf('&');
        if (written < 0)
        {
            return text.Length;
        }

        var rest = (ReadOnlySpan<char>)text[written..];
        while (!rest.IsEmpty)
        {
            var plain = rest[0] == '&' ? 0 : rest.IndexOf('&') is var next and >= 0 ? next : rest.Length;
            rest[..plain].CopyTo(text[written..]);
            written += plain;
            rest = rest[plain..];
            if (rest.IsEmpty)
            {
                break;
            }

            var (length, symbol) = rest is [_, '#', ..] ? Numeric(rest) : Named(rest, isAttribute);
            if (symbol is null)
            {
                text[written++] = '&';
                rest = rest[1..];
            }
            else
            {
                symbol.CopyTo(text[written..]);
                written += symbol.Length;
                rest = rest[length..];
            }
        }

        return written;
    }

    private static (int Length, string? Symbol) Numeric(ReadOnlySpan<char> text)
    {
        var isHexadecimal = text is [_, _, 'x' or 'X', ..];
        var start = isHexadecimal ? 3 : 2;
        var end = start;
        while (end < text.Length && (isHexadecimal ? char.IsAsciiHexDigit(text[end]) : char.IsAsciiDigit(text[end])))
        {
            end++;
        }

        if (end == start)
        {
            return default;
        }

        var style = isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        var isInRange = int.TryParse(text[start..end], style, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 0x10FFFF;
        return (end < text.Length && text[end] == ';' ? end + 1 : end, isInRange ? SymbolOf(number) : Replacement);
    }

    private static string SymbolOf(int number) =>
        HtmlEntityProvider.IsInCharacterTable(number) ? HtmlEntityProvider.GetSymbolFromTable(number)!
        : number == 0 || !Rune.IsValid(number) ? Replacement
        : char.ConvertFromUtf32(number);

    private static (int Length, string? Symbol) Named(ReadOnlySpan<char> text, bool isAttribute)
    {
        if (text.StartsWith("&amp;"))
        {
            return ("&amp;".Length, "&");
        }

        var end = 1;
        while (end < text.Length && end < LongestName && char.IsAsciiLetterOrDigit(text[end]))
        {
            end++;
        }

        if (end < text.Length && text[end] == ';' && SymbolOf(text[1..(end + 1)]) is { } symbol)
        {
            return (end + 1, symbol);
        }

        for (var length = Math.Min(end - 1, LongestWithoutSemicolon); length > 1; length--)
        {
            if (SymbolOf(text[1..(length + 1)]) is { } prefix)
            {
                // In an attribute, as in "?a=1&copy=2", only a whole name counts that is not followed by '='.
                var isPart = length + 1 < text.Length && (text[length + 1] == '=' || char.IsAsciiLetterOrDigit(text[length + 1]));
                return isAttribute && isPart ? default : (length + 1, prefix);
            }
        }

        return default;
    }

    private static string? SymbolOf(ReadOnlySpan<char> name) => HtmlEntityProvider.Resolver.GetSymbol(name.ToString());
}
