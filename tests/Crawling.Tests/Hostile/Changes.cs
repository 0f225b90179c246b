using System.Globalization;
using System.Text.RegularExpressions;

namespace Crawling.Tests.Hostile;

/// <summary>What goes wrong with bytes on their way, and what somebody would do to them who means harm.</summary>
internal static partial class Changes
{
    private const int MostChanges = 4;
    private const int LongestSlice = 64;

    private static readonly string[] Numbers =
    [
        "", "-1", "+5", "0", "1", "00", "7 ", "0x10", "1e9", "99", "999", "2147483647", "2147483648", "4294967296", "9223372036854775807",
        "18446744073709551616", "FFFFFFFF", "FFFFFFFFFFFFFFFFF", "1.5",
    ];

    private static readonly string[] Tokens =
    [
        "\0", "\r", "\n", "\r\n", "\r\n\r\n", "\n\n", "\t", " ", ":", ";", ",", "=", "\"", "'", "<", ">", "&", "%", "%zz", "%00", "#", "?", "/", "//", "..", "*", "$",
        "\x7F", "\x80", "\xFF\xFE", "\xEF\xBB\xBF", "\xC3", "\x1F\x8B\x08", "</", "<!--", "-->", "]]>", "&#0;", "&#xD800;", "[::1]", "xn--a", "@",
    ];

    public static string To(string text, Random random)
    {
        for (var change = random.Next(1, MostChanges + 1); change > 0; change--)
        {
            text = Once(text, random);
        }

        return text;
    }

    private static string Once(string text, Random random)
    {
        var at = random.Next(text.Length + 1);
        var length = random.Next(Math.Min(LongestSlice, text.Length - at) + 1);
        var slice = text.Substring(at, length);
        return random.Next(9) switch
        {
            0 => text.Remove(at, length),
            1 => text[..at],
            2 => text.Insert(at, slice),
            3 => text.Insert(at, string.Concat(Enumerable.Repeat(slice, random.Next(1, 1000)))),
            4 => text.Remove(at, length).Insert(random.Next(text.Length - length + 1), slice),
            5 => text.Insert(at, Tokens[random.Next(Tokens.Length)]),
            6 => text.Remove(at, length).Insert(at, Flipped(slice, random)),
            7 => WithNumber(text, random),
            _ => WithCase(text, at, length),
        };
    }

    private static string Flipped(string slice, Random random) =>
        string.Concat(slice.Select(character => random.Next(4) == 0 ? (char)(byte)(character ^ (1 << random.Next(8))) : character));

    private static string WithNumber(string text, Random random)
    {
        var numbers = Number().Matches(text);
        return numbers.Count > 0 && numbers[random.Next(numbers.Count)] is var number
            ? text.Remove(number.Index, number.Length).Insert(number.Index, Numbers[random.Next(Numbers.Length)])
            : text;
    }

    private static string WithCase(string text, int at, int length) =>
        string.Concat(text.AsSpan(0, at), text.Substring(at, length).ToUpper(CultureInfo.InvariantCulture), text.AsSpan(at + length));

    [GeneratedRegex("[0-9]+", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
