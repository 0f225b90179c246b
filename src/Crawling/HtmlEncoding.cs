using System.Text;

namespace Crawling;

/// <summary>The character encoding of an HTML page.</summary>
public static class HtmlEncoding
{
    /// <summary>By the order of the HTML standard: BOM, Content-Type, meta, content.</summary>
    public static Encoding Detect(ReadOnlySpan<byte> body, string? contentType = null) => throw new NotImplementedException();
}
