using System.Globalization;

namespace Crawling.Urls;

/// <summary>The IPv6 parser and serializer (URL standard, sections 3.5 and 3.6).</summary>
internal static class IPv6Address
{
    private const int PieceCount = 8;

    public static bool TryAppend(ref TextBuilder output, scoped ReadOnlySpan<char> text)
    {
        Span<ushort> pieces = stackalloc ushort[PieceCount];
        if (!TryParse(text, pieces))
        {
            return false;
        }

        output.Append('[');
        Append(ref output, pieces);
        output.Append(']');
        return true;
    }

    private static bool TryParse(ReadOnlySpan<char> text, Span<ushort> pieces)
    {
        int compress = text.IndexOf("::");
        if (compress < 0)
        {
            return TryParsePieces(text, pieces, out int count) && count == PieceCount;
        }

        // The zeros between stand for one piece at least.
        var before = text[..compress];
        var after = text[(compress + 2)..];
        int rest = 0;
        Span<ushort> tail = stackalloc ushort[PieceCount];
        bool parsed = TryParsePieces(before, pieces, out int head, mayEndInIPv4: false)
            && TryParsePieces(after, tail, out rest)
            && head + rest < PieceCount;
        if (!parsed)
        {
            return false;
        }

        pieces[head..].Clear();
        tail[..rest].CopyTo(pieces[^rest..]);
        return true;
    }

    /// <summary>Pieces with a colon between each two; none in an empty text.</summary>
    private static bool TryParsePieces(ReadOnlySpan<char> text, Span<ushort> pieces, out int count, bool mayEndInIPv4 = true)
    {
        count = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        foreach (var range in text.Split(':'))
        {
            var piece = text[range];
            bool isLast = range.End.Value == text.Length;
            if (isLast && mayEndInIPv4 && piece.Contains('.'))
            {
                count += 2;
                return count <= PieceCount && TryParseIPv4(piece, pieces[(count - 2)..count]);
            }

            bool parsed = count < PieceCount && piece.Length is >= 1 and <= 4
                && ushort.TryParse(piece, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out pieces[count]);
            if (!parsed)
            {
                return false;
            }

            count++;
        }

        return true;
    }

    /// <summary>Four decimal numbers without leading zeros, two to a piece.</summary>
    private static bool TryParseIPv4(ReadOnlySpan<char> text, Span<ushort> pieces)
    {
        pieces.Clear();
        int seen = 0;
        foreach (var range in text.Split('.'))
        {
            var number = text[range];
            bool hasLeadingZero = number is ['0', _, ..];
            if (seen == 4 || hasLeadingZero || !byte.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out byte value))
            {
                return false;
            }

            ref ushort piece = ref pieces[seen++ / 2];
            piece = (ushort)((piece << 8) | value);
        }

        return seen == 4;
    }

    private static void Append(ref TextBuilder output, scoped ReadOnlySpan<ushort> pieces)
    {
        var (zeros, zerosEnd) = LongestZeros(pieces);
        for (int i = 0; i < PieceCount; i++)
        {
            if (i == zeros)
            {
                output.Append(i == 0 ? "::" : ":");
                i = zerosEnd - 1;
                continue;
            }

            output.Append(pieces[i].ToString("x", CultureInfo.InvariantCulture));
            if (i < PieceCount - 1)
            {
                output.Append(':');
            }
        }
    }

    /// <summary>The first of the longest runs of two zeros or more.</summary>
    private static (int Start, int End) LongestZeros(ReadOnlySpan<ushort> pieces)
    {
        (int Start, int End) longest = (-1, 0);
        for (int start = 0; start < PieceCount; start++)
        {
            int end = start;
            while (end < PieceCount && pieces[end] == 0)
            {
                end++;
            }

            if (end - start > Math.Max(1, longest.End - longest.Start))
            {
                longest = (start, end);
            }
        }

        return longest;
    }
}
