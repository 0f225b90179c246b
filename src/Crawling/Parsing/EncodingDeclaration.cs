using System.Buffers;
using System.Text;

namespace Crawling.Parsing;

/// <summary>Reads the encoding that a Content-Type, a meta element's content or an XML declaration names.</summary>
internal static class EncodingDeclaration
{
    private const string Spaces = "\t\n\f\r ";

    private static readonly SearchValues<char> UnquotedEnd = SearchValues.Create(Spaces + ";");

    /// <summary>"Get an XML encoding" of the HTML standard, section 13.2.3.2.</summary>
    public static Encoding? FromXml(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith("<?xml"u8))
        {
            return null;
        }

        var end = body.IndexOf((byte)'>');
        var declaration = end < 0 ? [] : body[..end];
        var name = declaration.IndexOf("encoding"u8);
        if (name < 0)
        {
            return null;
        }

        var value = SkipControls(declaration[(name + "encoding".Length)..]);
        if (value is not [(byte)'=', ..])
        {
            return null;
        }

        value = SkipControls(value[1..]);
        var length = value is [(byte)'"' or (byte)'\'', ..] ? value[1..].IndexOf(value[0]) : -1;
        if (length < 0 || value.Slice(1, length).ContainsAnyInRange((byte)0, (byte)' '))
        {
            return null;
        }

        return NotUtf16(EncodingLabels.Find(Encoding.Latin1.GetString(value.Slice(1, length))));
    }

    /// <summary>"Extract a character encoding from a meta element" of the HTML standard, section 2.6.5; also reads a Content-Type.</summary>
    public static Encoding? FromContentType(ReadOnlySpan<char> text)
    {
        while (true)
        {
            var start = text.IndexOf("charset", StringComparison.OrdinalIgnoreCase);
            if (start < 0)
            {
                return null;
            }

            text = text[(start + "charset".Length)..].TrimStart(Spaces);
            if (text is not ['=', ..])
            {
                continue;
            }

            text = text[1..].TrimStart(Spaces);
            if (text is ['"' or '\'', ..])
            {
                var length = text[1..].IndexOf(text[0]);
                return length < 0 ? null : EncodingLabels.Find(text.Slice(1, length).ToString());
            }

            var end = text.IndexOfAny(UnquotedEnd);
            return EncodingLabels.Find((end < 0 ? text : text[..end]).ToString());
        }
    }

    /// <summary>A document that could be read this far is not UTF-16, whatever it says.</summary>
    public static Encoding? NotUtf16(Encoding? encoding) =>
        EncodingLabels.Utf16Le.Equals(encoding) || EncodingLabels.Utf16Be.Equals(encoding) ? EncodingLabels.Utf8 : encoding;

    private static ReadOnlySpan<byte> SkipControls(ReadOnlySpan<byte> bytes)
    {
        var start = bytes.IndexOfAnyExceptInRange((byte)0, (byte)' ');
        return start < 0 ? [] : bytes[start..];
    }
}
