using System.Text;
using System.Text.Unicode;
using Crawling.Parsing;

namespace Crawling;

/// <summary>The character encoding of an HTML page.</summary>
public static class HtmlEncoding
{
    /// <summary>
    /// The encoding by the HTML standard's order: BOM, the charset of the Content-Type, what the first 1,024 bytes declare, then UTF-8 if
    /// the content is valid UTF-8, else windows-1252. Labels are the WHATWG Encoding standard's; others are passed over.
    /// </summary>
    public static Encoding Detect(ReadOnlySpan<byte> body, string? contentType = null) =>
        FromBom(body) ?? EncodingDeclaration.FromContentType(contentType) ?? EncodingPrescan.Find(body) ?? FromContent(body);

    /// <summary>As <see cref="Detect"/>, for text in which a meta element says nothing.</summary>
    internal static Encoding DetectPlain(ReadOnlySpan<byte> body, string? contentType) =>
        FromBom(body) ?? EncodingDeclaration.FromContentType(contentType) ?? FromContent(body);

    /// <summary>As <see cref="Detect"/>, for XML.</summary>
    internal static Encoding DetectXml(ReadOnlySpan<byte> body, string? contentType) =>
        FromBom(body) ?? EncodingDeclaration.FromContentType(contentType) ?? EncodingDeclaration.FromXml(body) ?? FromContent(body);

    /// <summary>The content without the BOM of its encoding.</summary>
    internal static ReadOnlySpan<byte> WithoutBom(ReadOnlySpan<byte> body, Encoding encoding) =>
        encoding.Equals(FromBom(body)) ? body[(IsUtf8(encoding) ? 3 : 2)..] : body;

    internal static bool IsUtf8(Encoding encoding) => EncodingLabels.Utf8.Equals(encoding);

    private static Encoding? FromBom(ReadOnlySpan<byte> body) => body switch
    {
        [0xEF, 0xBB, 0xBF, ..] => EncodingLabels.Utf8,
        [0xFE, 0xFF, ..] => EncodingLabels.Utf16Be,
        [0xFF, 0xFE, ..] => EncodingLabels.Utf16Le,
        _ => null,
    };

    private static Encoding FromContent(ReadOnlySpan<byte> body) => Utf8.IsValid(body) ? EncodingLabels.Utf8 : EncodingLabels.Windows1252;
}
