using System.Globalization;

namespace Crawling.Cache;

/// <summary>Dates of HTTP in their three forms (RFC 9110, section 5.6.7).</summary>
internal static class HttpDate
{
    private static readonly string[] Forms = ["r", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy"];

    /// <summary>Null if it is not a date: an Expires of <c>0</c> is none.</summary>
    public static DateTimeOffset? Parse(string? text) => DateTimeOffset.TryParseExact(
        text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite, out var date)
        ? date
        : null;

    public static string Write(DateTimeOffset date) => date.ToString("r", CultureInfo.InvariantCulture);
}
