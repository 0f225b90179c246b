using System.Runtime.InteropServices;
using System.Text;

namespace Crawling.Parsing;

/// <summary>The characters of XML from anywhere, decoded as they are read, from the first that is no white space: a declaration must be the very
/// first thing, yet files often begin with a blank line or a second byte order mark.</summary>
internal static class XmlText
{
    public static StreamReader Open(ReadOnlyMemory<byte> bytes, string? contentType)
    {
        var text = new StreamReader(StreamOf(bytes), EncodingOf(bytes.Span, contentType), detectEncodingFromByteOrderMarks: false);
        while (text.Peek() is >= 0 and var next && (char.IsWhiteSpace((char)next) || (char)next is '\uFEFF' or '\0'))
        {
            _ = text.Read();
        }

        return text;
    }

    // UTF-16 without a byte order mark is told by its first character (XML 1.0, appendix F).
    private static Encoding EncodingOf(ReadOnlySpan<byte> bytes, string? contentType) => bytes switch
    {
        [(byte)'<', 0, ..] => Encoding.Unicode,
        [0, (byte)'<', ..] => Encoding.BigEndianUnicode,
        _ => HtmlEncoding.DetectXml(bytes.TrimStart("\t\n\f\r "u8), contentType),
    };

    private static MemoryStream StreamOf(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out var array)
        ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
        : new MemoryStream(bytes.ToArray(), writable: false);
}
