using System.Text;
using Crawling.Parsing;

namespace Crawling.Downloading;

/// <summary>A declarative refresh (HTML standard, section 4.2.5.3, "Refresh state"): where to, and after which time.</summary>
internal sealed record MetaRefresh(Url Target, TimeSpan Delay)
{
    /// <summary>A page that leads on says so at its beginning.</summary>
    private const int Window = 16 << 10;

    /// <summary>No page means longer.</summary>
    private const int LongestDigits = 9;

    private const string Spaces = "\t\n\f\r ";

    /// <summary>The first that a page declares with a target on the web, outside of what only browsers without scripts see.</summary>
    public static MetaRefresh? Of(Response response)
    {
        var start = response.Body.Span[..Math.Min(response.Body.Length, Window)];
        var encoding = response.Encoding;
        var html = HtmlEncoding.WithoutBom(start, encoding);
        foreach (var content in Declared(HtmlEncoding.IsUtf8(encoding) ? html : Encoding.UTF8.GetBytes(encoding.GetString(html))))
        {
            if (Parse(content) is var (seconds, reference)
                && Url.TryParse(reference, response.Page.BaseUrl, out var target)
                && target.Scheme is "http" or "https")
            {
                return new MetaRefresh(target, TimeSpan.FromSeconds(seconds));
            }
        }

        return null;
    }

    /// <summary>The "shared declarative refresh steps". Null without a target: such a page only loads itself again.</summary>
    public static (int Seconds, string Target)? Parse(ReadOnlySpan<char> content)
    {
        var rest = content.TrimStart(Spaces);
        var digits = rest.IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? rest[..end] : rest;
        rest = rest[digits.Length..];
        if (digits.IsEmpty && rest is not ['.', ..])
        {
            return null;
        }

        rest = rest.TrimStart("0123456789.");
        if (rest.IsEmpty || !";,\t\n\f\r ".Contains(rest[0], StringComparison.Ordinal))
        {
            return null;
        }

        rest = rest.TrimStart(Spaces);
        rest = (rest is [';' or ',', ..] ? rest[1..] : rest).TrimStart(Spaces);
        if (rest.IsEmpty)
        {
            return null;
        }

        digits = digits.TrimStart('0');
        var seconds = digits.IsEmpty ? 0 : digits.Length > LongestDigits ? int.MaxValue : int.Parse(digits, null);
        return (seconds, WithoutLabel(rest).ToString());
    }

    /// <summary>"url=" may stand before it, and quotes around it.</summary>
    private static ReadOnlySpan<char> WithoutLabel(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("url", StringComparison.OrdinalIgnoreCase))
        {
            var value = text["url".Length..].TrimStart(Spaces);
            if (value is not ['=', ..])
            {
                return text;
            }

            text = value[1..].TrimStart(Spaces);
        }

        if (text is not ['"' or '\'', ..])
        {
            return text;
        }

        var end = text[1..].IndexOf(text[0]);
        return end < 0 ? text[1..] : text[1..(end + 1)];
    }

    /// <summary>The content of each meta element with http-equiv=refresh, in order.</summary>
    private static List<string> Declared(ReadOnlySpan<byte> html)
    {
        List<string> declared = [];
        var reader = new MarkupReader(html);
        while (reader.Read())
        {
            if (reader.Token != MarkupToken.StartTag)
            {
                if (reader.Token == MarkupToken.EndTag)
                {
                    reader.SkipAttributes();
                }
            }
            else if (TagNames.Is(reader.Name, "meta"u8))
            {
                if (ContentOf(ref reader) is { } content)
                {
                    declared.Add(content);
                }
            }
            else
            {
                var name = reader.Name;
                reader.SkipAttributes();
                if (TagNames.KindOf(name) is TagKind.RawText or TagKind.PlainText or TagKind.Script
                    || TagNames.Is(name, "noscript"u8)
                    || TagNames.Is(name, "template"u8))
                {
                    reader.ReadContent(name);
                }
            }
        }

        return declared;
    }

    private static string? ContentOf(ref MarkupReader reader)
    {
        var isRefresh = false;
        var hasState = false;
        string? content = null;
        while (reader.ReadAttribute(out var name, out var value))
        {
            // Of two attributes of one name the first counts.
            if (!hasState && TagNames.Is(name, "http-equiv"u8))
            {
                hasState = true;
                isRefresh = ScannedText.OfAttribute(value).Equals("refresh", StringComparison.OrdinalIgnoreCase);
            }
            else if (content is null && TagNames.Is(name, "content"u8))
            {
                content = ScannedText.OfAttribute(value);
            }
        }

        return isRefresh && reader.IsClosed ? content : null;
    }
}
