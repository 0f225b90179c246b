using System.Buffers;
using System.Text;

namespace Crawling.Parsing;

/// <summary>Turns what a scan found into what a tree would say.</summary>
internal static class ScannedText
{
    private const int MostOnStack = 256;

    /// <summary>ASCII without control characters, white space but for spaces, markup and character references.</summary>
    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        " !\"#$%'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"u8);

    /// <summary>The value of an attribute.</summary>
    public static string OfAttribute(ReadOnlySpan<byte> value) => Decode(value, isAttribute: true);

    /// <summary>The same without making a string of it; false if it is longer than the place for it.</summary>
    public static bool TryReadAttribute(ReadOnlySpan<byte> value, Span<char> text, out int length)
    {
        length = value.Length <= text.Length ? Decode(value, text, isAttribute: true) : 0;
        return value.Length <= text.Length;
    }

    /// <summary>Text in which there is no markup.</summary>
    public static string OfContent(ReadOnlySpan<byte> content) => Decode(content, isAttribute: false);

    /// <summary>The text of markup that has no raw text in it, its words separated by one space.</summary>
    public static string OfMarkup(ReadOnlySpan<byte> markup)
    {
        if (!markup.ContainsAnyExcept(Plain) && markup is not ([(byte)' ', ..] or [.., (byte)' ']) && markup.IndexOf("  "u8) < 0)
        {
            return Encoding.ASCII.GetString(markup);
        }

        char[]? rented = null;
        var buffer = markup.Length <= MostOnStack ? stackalloc char[MostOnStack] : rented = ArrayPool<char>.Shared.Rent(markup.Length);
        var written = 0;
        var reader = new MarkupReader(markup);
        while (reader.Read())
        {
            if (reader.Token is MarkupToken.Text)
            {
                var text = buffer.Slice(written, Encoding.UTF8.GetChars(reader.Text, buffer[written..]));
                written += CharacterReferences.Decode(text, isAttribute: false);
            }
            else
            {
                reader.SkipAttributes();
            }
        }

        var result = buffer[..CollapseWhiteSpace(buffer[..written])].ToString();
        Return(rented);
        return result;
    }

    private static string Decode(ReadOnlySpan<byte> source, bool isAttribute)
    {
        char[]? rented = null;
        var buffer = source.Length <= MostOnStack ? stackalloc char[MostOnStack] : rented = ArrayPool<char>.Shared.Rent(source.Length);
        var result = buffer[..Decode(source, buffer, isAttribute)].ToString();
        Return(rented);
        return result;
    }

    private static int Decode(ReadOnlySpan<byte> source, Span<char> buffer, bool isAttribute)
    {
        var text = buffer[..Encoding.UTF8.GetChars(source, buffer)];
        return CharacterReferences.Decode(text[..NormalizeNewlines(text)], isAttribute);
    }

    /// <summary>As the standard does with its input stream (section 13.2.3.5): each CR LF and each CR is one LF.</summary>
    private static int NormalizeNewlines(Span<char> text)
    {
        var written = text.IndexOf('\r');
        if (written < 0)
        {
            return text.Length;
        }

        for (var at = written; at < text.Length; at++)
        {
            if (text[at] != '\r')
            {
                text[written++] = text[at];
            }
            else if (at + 1 == text.Length || text[at + 1] != '\n')
            {
                text[written++] = '\n';
            }
        }

        return written;
    }

    private static int CollapseWhiteSpace(Span<char> text)
    {
        var written = 0;
        var isBetween = false;
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character))
            {
                isBetween = written > 0;
                continue;
            }

            if (isBetween)
            {
                text[written++] = ' ';
                isBetween = false;
            }

            text[written++] = character;
        }

        return written;
    }

    private static void Return(char[]? rented)
    {
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }
}
