using System.Globalization;
using System.Text;

namespace Crawling.Curl;

/// <summary>What stands between <c>$'</c> and <c>'</c> (bash manual, section 3.1.2.4).</summary>
internal static class AnsiCQuoting
{
    private const string Named = "abeEfnrtv\\'\"?";
    private const string Meant = "\a\b\e\e\f\n\r\t\v\\'\"?";

    /// <summary>Reads to the quote's end.</summary>
    /// <returns>Where it goes on.</returns>
    /// <exception cref="FormatException">It does not end, or holds a NUL.</exception>
    public static int Read(string command, int start, ShellWord word)
    {
        var at = start;
        while (at < command.Length && command[at] != '\'')
        {
            at = command[at] == '\\' && at + 1 < command.Length ? ReadEscape(command, at + 1, word) : ReadPlain(command, at, word);
        }

        return at < command.Length ? at + 1 : throw new FormatException($"The quote $' at {start - 2} does not end.");
    }

    private static int ReadPlain(string command, int at, ShellWord word)
    {
        word.Append(command[at]);
        return at + 1;
    }

    private static int ReadEscape(string command, int at, ShellWord word)
    {
        var kind = command[at];
        if (Named.IndexOf(kind, StringComparison.Ordinal) is >= 0 and var index)
        {
            word.Append(Meant[index]);
            return at + 1;
        }

        var most = kind switch { 'x' => 2, 'u' => 4, 'U' => 8, >= '0' and <= '7' => 3, _ => 0 };
        var isOctal = char.IsAsciiDigit(kind);
        var digits = isOctal ? at : at + 1;
        var end = digits;
        while (end < command.Length && end - digits < most && (isOctal ? command[end] is >= '0' and <= '7' : char.IsAsciiHexDigit(command[end])))
        {
            end++;
        }

        if (end == digits)
        {
            // No escape: the backslash stays.
            word.Append('\\');
            return ReadPlain(command, at, word);
        }

        var text = command[digits..end];
        Append(word, isOctal ? Convert.ToUInt32(text, 8) : uint.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture), kind is 'u' or 'U', at - 1);
        return end;
    }

    private static void Append(ShellWord word, uint value, bool isCharacter, int at)
    {
        if (value == 0)
        {
            throw new FormatException($"The NUL at {at} would end the argument.");
        }

        if (!isCharacter)
        {
            word.AppendByte((byte)value);
        }
        else if (value <= char.MaxValue)
        {
            word.Append((char)value);
        }
        else
        {
            word.Append((Rune.IsValid(value) ? new Rune(value) : Rune.ReplacementChar).ToString());
        }
    }
}
