using System.Buffers;
using System.Text;

namespace Crawling.Parsing;

/// <summary>Turns what a scan found into what a tree would say.</summary>
internal static class ScannedText
{
    private const int MostOnStack = 512;

    /// <summary>The value of an attribute.</summary>
    public static string OfAttribute(ReadOnlySpan<byte> value)
    {
        char[]? rented = null;
        var buffer = value.Length <= MostOnStack ? stackalloc char[MostOnStack] : rented = ArrayPool<char>.Shared.Rent(value.Length);
        var text = buffer[..Encoding.UTF8.GetChars(value, buffer)];
        var result = text[..CharacterReferences.Decode(text, isAttribute: true)].ToString();
        Return(rented);
        return result;
    }

    /// <summary>Pieces of text as one, its words separated by one space.</summary>
    public static string OfPieces(ReadOnlySpan<byte> html, ReadOnlySpan<Range> pieces)
    {
        var length = 0;
        foreach (var piece in pieces)
        {
            length += html[piece].Length;
        }

        if (length == 0)
        {
            return "";
        }

        char[]? rented = null;
        var buffer = length <= MostOnStack ? stackalloc char[MostOnStack] : rented = ArrayPool<char>.Shared.Rent(length);
        var written = 0;
        foreach (var piece in pieces)
        {
            var text = buffer.Slice(written, Encoding.UTF8.GetChars(html[piece], buffer[written..]));
            written += CharacterReferences.Decode(text, isAttribute: false);
        }

        var result = buffer[..CollapseWhiteSpace(buffer[..written])].ToString();
        Return(rented);
        return result;
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
