using System.Globalization;

namespace Crawling.Sitemaps;

/// <summary>Reads the dates of sitemaps: the W3C's datetime (https://www.w3.org/TR/NOTE-datetime), and RFC 5322's in RSS.</summary>
internal static class SitemapDate
{
    private const int LongestFraction = 7;

    private static readonly string[] Formats =
    [
        "yyyy", "yyyy-MM", "yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
        "d MMM yyyy H:mm zzz", "d MMM yyyy H:mm:ss zzz",
    ];

    private static readonly string[] ZonesOfUtc = [" GMT", " UTC", " UT"];

    /// <summary>Null if it is none; UTC if it does not say.</summary>
    public static DateTimeOffset? Parse(string? text)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        // The name of the day adds nothing, and is often wrong or misspelt.
        text = text[(text.IndexOf(',', StringComparison.Ordinal) + 1)..].TrimStart();
        return DateTimeOffset.TryParseExact(
            Shorten(WithOffset(text)), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date
            : null;
    }

    private static string WithOffset(string text) => Array.Find(ZonesOfUtc, zone => text.EndsWith(zone, StringComparison.OrdinalIgnoreCase)) is { } zone
        ? $"{text[..^zone.Length]} +00:00"
        : text;

    /// <summary>A fraction of a second may have any number of digits; more than ticks are of no use.</summary>
    private static string Shorten(string text)
    {
        var start = text.IndexOf('.', StringComparison.Ordinal) + 1;
        var end = start;
        while (start > 0 && end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - start > LongestFraction ? text.Remove(start + LongestFraction, end - start - LongestFraction) : text;
    }
}
