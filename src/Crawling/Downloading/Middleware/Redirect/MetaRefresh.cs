namespace Crawling.Downloading;

/// <summary>A declarative refresh (HTML standard, section 4.2.5.3, "Refresh state"): where to, and after which time.</summary>
internal sealed record MetaRefresh(Url Target, TimeSpan Delay)
{
    /// <summary>No page means longer.</summary>
    private const int LongestDigits = 9;

    private const string Spaces = "\t\n\f\r ";

    /// <summary>The first in a page's head with a target on the web.</summary>
    public static MetaRefresh? Of(Response response)
    {
        foreach (var meta in response.Page.Metas)
        {
            if (meta.HttpEquiv.Equals("refresh", StringComparison.OrdinalIgnoreCase)
                && Parse(meta.Content) is var (seconds, reference)
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
}
