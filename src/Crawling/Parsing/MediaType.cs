using System.Buffers;

namespace Crawling.Parsing;

/// <summary>What kind of content a response has: by its Content-Type or, without a meaningful one, by its first bytes.</summary>
internal static class MediaType
{
    public const string Html = "text/html";
    public const string Plain = "text/plain";
    public const string Xml = "text/xml";
    public const string Binary = "application/octet-stream";

    /// <summary>How much the WHATWG MIME Sniffing standard looks at, section 5.2.</summary>
    private const int SniffLength = 1445;

    /// <summary>Section 7.1 of the standard.</summary>
    private static readonly string[] HtmlTags =
    [
        "<!DOCTYPE HTML", "<HTML", "<HEAD", "<SCRIPT", "<IFRAME", "<H1", "<DIV", "<FONT", "<TABLE", "<A", "<STYLE", "<TITLE", "<B", "<BODY",
        "<BR", "<P", "<!--",
    ];

    /// <summary>Section 3 of the standard: "binary data byte".</summary>
    private static readonly SearchValues<byte> BinaryBytes = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(value => (byte)value).Except<byte>([0x09, 0x0A, 0x0C, 0x0D, 0x1B])]);

    /// <summary>The media type in lower case, without parameters.</summary>
    public static string Of(string? contentType, ReadOnlySpan<byte> body)
    {
        var end = contentType?.IndexOf(';', StringComparison.Ordinal) ?? -1;
        var type = (end < 0 ? contentType : contentType![..end])?.Trim().ToLowerInvariant();
        return type is null or "" or "*/*" or "unknown/unknown" or "application/unknown" || !type.Contains('/', StringComparison.Ordinal)
            ? Sniff(body)
            : type;
    }

    public static bool IsHtml(string type) => type is Html or "application/xhtml+xml";

    public static bool IsXml(string type) =>
        type is Xml or "application/xml" || (type.EndsWith("+xml", StringComparison.Ordinal) && !IsHtml(type));

    public static bool IsText(string type) =>
        type.StartsWith("text/", StringComparison.Ordinal)
        || type.EndsWith("+json", StringComparison.Ordinal)
        || IsXml(type)
        || IsHtml(type)
        || type is "application/json" or "application/javascript" or "application/x-javascript" or "application/ecmascript"
            or "application/x-ndjson" or "application/jsonlines" or "application/yaml" or "application/x-www-form-urlencoded";

    private static string Sniff(ReadOnlySpan<byte> body)
    {
        var head = body[..Math.Min(body.Length, SniffLength)];
        if (head is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..])
        {
            return Plain;
        }

        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        if (head.ContainsAny(BinaryBytes))
        {
            return Binary;
        }

        var start = head.IndexOfAnyExcept("\t\n\f\r "u8);
        var text = System.Text.Encoding.Latin1.GetString(start < 0 ? [] : head[start..]);
        return text.StartsWith("<?xml", StringComparison.Ordinal) ? Xml
            : HtmlTags.Any(tag => StartsWithTag(text, tag)) ? Html
            : Plain;
    }

    private static bool StartsWithTag(string text, string tag) =>
        text.StartsWith(tag, StringComparison.OrdinalIgnoreCase)
        && (tag is "<!--" || (text.Length > tag.Length && text[tag.Length] is ' ' or '>'));
}
