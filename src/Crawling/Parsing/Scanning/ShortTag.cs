using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Crawling.Parsing;

/// <summary>A tag that is short and written as most are, its attribute values in double quotes if in any, which is read at one look.</summary>
/// <param name="Kind">What kind it is.</param>
/// <param name="IsEnd">Whether it is an end tag.</param>
/// <param name="Length">Its length.</param>
internal readonly record struct ShortTag(TagKind Kind, bool IsEnd, int Length)
{
    private const int LongestOpening = 2;
    private const ulong One = 1;

    /// <summary>Passes over text, if there is markup behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> PassText(ReadOnlySpan<byte> html)
    {
        var near = html.Length < Vector128<byte>.Count
            ? 0
            : Vector128.Equals(Vector128.Create(html), Vector128.Create((byte)'<')).ExtractMostSignificantBits();
        return html[(near != 0 ? BitOperations.TrailingZeroCount(near) : Math.Max(html.IndexOf((byte)'<'), 0))..];
    }

    /// <summary>The tag that these bytes begin with; false: it takes a <see cref="MarkupReader"/> to tell what they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> html, out ShortTag tag)
    {
        tag = default;
        if (html.Length < ByteWindow.Length + LongestOpening || html[0] != '<')
        {
            return false;
        }

        var isEnd = html[1] == '/';
        var opening = isEnd ? 2 : 1;
        var name = html[opening..];
        var ends = ByteWindow.NameEndsIn(Vector128.Create(name)).ExtractMostSignificantBits();
        var nameLength = BitOperations.TrailingZeroCount(ends);
        if (ends == 0 || !char.IsAsciiLetter((char)name[0]))
        {
            return false;
        }

        var length = nameLength;
        if (name[nameLength] != '>' && !TryPassAttributes(name, nameLength, out length))
        {
            return false;
        }

        tag = new(TagNames.KindOf(name, nameLength), isEnd, opening + length + 1);
        return true;
    }

    /// <summary>Finds the '&gt;' at which a tag ends; false where the first may stand in a value, or is far.</summary>
    private static bool TryPassAttributes(ReadOnlySpan<byte> tag, int nameLength, out int length)
    {
        var window = new ByteWindow(tag);
        length = BitOperations.TrailingZeroCount(window.MaskOf((byte)'>'));
        if (length == ByteWindow.Length)
        {
            return false;
        }

        var inTag = (One << length) - 1;
        var quotes = window.MaskOf((byte)'"') & inTag;
        if ((window.MaskOf((byte)'\'') & inTag) != 0)
        {
            return false;
        }

        // The bits from each opening quote up to its closing one.
        var inValue = quotes;
        for (var shift = 1; shift < ByteWindow.Length; shift *= 2)
        {
            inValue ^= inValue << shift;
        }

        // Each '=' stands between a name and an opening quote, and each opening quote behind one; the tag's own name has none.
        var equals = window.MaskOf((byte)'=') & inTag & ~inValue;
        return quotes == 0
            || ((quotes & ((One << nameLength) - 1)) == 0
                && (BitOperations.PopCount(quotes) & 1) == 0
                && equals << 1 == (quotes & inValue)
                && (equals & ((window.NameEnds | quotes) << 1)) == 0);
    }
}
