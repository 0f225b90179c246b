using System.Buffers;
using System.Globalization;
using System.Text;

namespace Crawling.Urls;

/// <summary>The percent-encode sets (URL standard, section 1.3), each as the characters that it leaves alone.</summary>
internal static class PercentEncoding
{
    public static readonly SearchValues<char> KeptInOpaque = Without("");
    public static readonly SearchValues<char> KeptInFragment = Without(" \"<>`");
    public static readonly SearchValues<char> KeptInQuery = Without(" \"#<>");
    public static readonly SearchValues<char> KeptInSpecialQuery = Without(" \"#<>'");
    public static readonly SearchValues<char> KeptInPath = Without(" \"#<>?^`{}");
    public static readonly SearchValues<char> KeptInUserInfo = Without(" \"#<>?^`{}/:;=@[\\]|");

    /// <summary>The printable ASCII characters without some: every set encodes controls and what is not ASCII.</summary>
    public static SearchValues<char> Without(string encoded) =>
        SearchValues.Create([.. Enumerable.Range(' ', 0x7F - ' ').Select(code => (char)code).Except(encoded)]);

    public static void Append(ref TextBuilder output, scoped ReadOnlySpan<char> text, SearchValues<char> kept)
    {
        while (text.IndexOfAnyExcept(kept) is var stop and >= 0)
        {
            output.Append(text[..stop]);
            AppendEncoded(ref output, text[stop..], out int consumed);
            text = text[(stop + consumed)..];
        }

        output.Append(text);
    }

    /// <summary>Reads "%41" at the start of the text.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, out byte value)
    {
        value = 0;
        return text.Length >= 3 && text[0] == '%'
            && byte.TryParse(text[1..3], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Decodes UTF-8; bytes that are none give U+FFFD.</summary>
    public static string Decode(ReadOnlySpan<char> text)
    {
        var bytes = new ArrayBufferWriter<byte>(text.Length);
        while (!text.IsEmpty)
        {
            if (TryDecode(text, out byte value))
            {
                bytes.Write([value]);
                text = text[3..];
                continue;
            }

            int end = text[1..].IndexOf('%') + 1;
            end = end == 0 ? text.Length : end;
            Encoding.UTF8.GetBytes(text[..end], bytes);
            text = text[end..];
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void AppendEncoded(ref TextBuilder output, scoped ReadOnlySpan<char> text, out int consumed)
    {
        // A surrogate without its partner gives U+FFFD, as it does where the standard turns script strings into scalar values.
        Rune.DecodeFromUtf16(text, out Rune rune, out consumed);
        Span<byte> bytes = stackalloc byte[4];
        foreach (byte value in bytes[..rune.EncodeToUtf8(bytes)])
        {
            output.AppendPercentEncoded(value);
        }
    }
}
