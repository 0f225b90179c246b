using System.Globalization;

namespace Crawling.Urls;

/// <summary>The IPv4 parser and serializer (URL standard, sections 3.5 and 3.6): octal, hexadecimal and short forms included.</summary>
internal static class IPv4Address
{
    private const uint MaxParts = 4;

    /// <summary>Whether a domain ends in a number, and so must be an address.</summary>
    public static bool Is(ReadOnlySpan<char> domain)
    {
        domain = WithoutFinalDot(domain);
        var last = domain[(domain.LastIndexOf('.') + 1)..];
        return !last.IsEmpty && (!last.ContainsAnyExceptInRange('0', '9') || TryParseNumber(last, out _));
    }

    public static bool TryAppend(ref TextBuilder output, scoped ReadOnlySpan<char> domain)
    {
        domain = WithoutFinalDot(domain);
        ulong address = 0;
        int parts = 0;
        foreach (var range in domain.Split('.'))
        {
            if (++parts > MaxParts || !TryParseNumber(domain[range], out ulong number))
            {
                return false;
            }

            // The last number fills all the bytes that are left.
            int bytes = range.End.Value == domain.Length ? (int)MaxParts + 1 - parts : 1;
            if (number >> (8 * bytes) != 0)
            {
                return false;
            }

            address = (address << (8 * bytes)) | number;
        }

        output.Append(string.Create(
            CultureInfo.InvariantCulture,
            $"{(address >> 24) & 255}.{(address >> 16) & 255}.{(address >> 8) & 255}.{address & 255}"));
        return true;
    }

    private static ReadOnlySpan<char> WithoutFinalDot(ReadOnlySpan<char> domain) => domain.EndsWith('.') ? domain[..^1] : domain;

    /// <summary>A number too large for an address is given as the largest.</summary>
    private static bool TryParseNumber(ReadOnlySpan<char> text, out ulong number)
    {
        number = 0;
        uint radix = 10;
        if (text is ['0', 'x' or 'X', ..])
        {
            radix = 16;
            text = text[2..];
        }
        else if (text is ['0', _, ..])
        {
            radix = 8;
            text = text[1..];
        }
        else if (text.IsEmpty)
        {
            return false;
        }

        foreach (char character in text)
        {
            uint digit = Digit(character);
            if (digit >= radix)
            {
                return false;
            }

            number = Math.Min((number * radix) + digit, uint.MaxValue + 1UL);
        }

        return true;
    }

    private static uint Digit(char character)
    {
        if (char.IsAsciiDigit(character))
        {
            return (uint)(character - '0');
        }

        return char.IsAsciiHexDigit(character) ? (uint)(char.ToLowerInvariant(character) - 'a' + 10) : uint.MaxValue;
    }
}
