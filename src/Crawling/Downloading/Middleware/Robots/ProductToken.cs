namespace Crawling.Robots;

/// <summary>The name by which robots.txt addresses a crawler (RFC 9309, section 2.2.1). Names with digits and dots, which the RFC does not know, are
/// in use; they are taken too.</summary>
internal static class ProductToken
{
    private const string CompatibleMark = "(compatible;";

    /// <summary>The name in a User-Agent header: <c>Name/1.0 (…)</c>, or <c>Mozilla/5.0 (compatible; Name/1.0; …)</c>.</summary>
    public static ReadOnlySpan<char> OfUserAgent(ReadOnlySpan<char> userAgent)
    {
        userAgent = userAgent.TrimStart();
        var compatible = userAgent.StartsWith("Mozilla/", StringComparison.OrdinalIgnoreCase)
            ? userAgent.IndexOf(CompatibleMark, StringComparison.OrdinalIgnoreCase)
            : -1;
        return Leading(compatible < 0 ? userAgent : userAgent[(compatible + CompatibleMark.Length)..].TrimStart());
    }

    /// <summary>The name in a user-agent line: what stands before a version or anything else; "*" for every crawler, "" for none.</summary>
    public static ReadOnlySpan<char> OfLine(ReadOnlySpan<char> value) =>
        value.StartsWith('*') && (value.Length == 1 || char.IsWhiteSpace(value[1])) ? value[..1] : Leading(value);

    private static ReadOnlySpan<char> Leading(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiLetterOrDigit(text[length]) || text[length] is '-' or '_' or '.'))
        {
            length++;
        }

        return text[..length];
    }
}
