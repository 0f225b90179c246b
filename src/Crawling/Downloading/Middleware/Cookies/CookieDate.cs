using System.Globalization;

namespace Crawling.Cookies;

/// <summary>The date of an Expires attribute: anything in which time, day, month and year can be found (RFC 6265, section 5.1.1).</summary>
internal static class CookieDate
{
    private const string Months = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";

    /// <summary>Null if one of them is missing or out of range.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        int[]? time = null;
        int? day = null;
        int? month = null;
        int? year = null;
        foreach (var token in Tokens(text))
        {
            if (time is null && Time(token) is { } foundTime)
            {
                time = foundTime;
            }
            else if (day is null && Number(token, 1, 2) is { } foundDay)
            {
                day = foundDay;
            }
            else if (month is null && Month(token) is { } foundMonth)
            {
                month = foundMonth;
            }
            else if (year is null && Number(token, 2, 4) is { } foundYear)
            {
                year = foundYear switch
                {
                    < 70 => foundYear + 2000,
                    < 100 => foundYear + 1900,
                    _ => foundYear,
                };
            }
        }

        return time is [<= 23 and var hour, <= 59 and var minute, <= 59 and var second]
            && year is >= 1601
            && month is not null
            && day >= 1
            && day <= DateTime.DaysInMonth(year.Value, month.Value)
            ? new DateTimeOffset(year.Value, month.Value, day.Value, hour, minute, second, TimeSpan.Zero)
            : null;
    }

    private static IEnumerable<string> Tokens(string text)
    {
        var start = 0;
        for (var end = 0; end <= text.Length; end++)
        {
            if (end == text.Length || IsDelimiter(text[end]))
            {
                if (end > start)
                {
                    yield return text[start..end];
                }

                start = end + 1;
            }
        }
    }

    private static bool IsDelimiter(char character) =>
        character is '\t' or (>= ' ' and <= '/') or (>= ';' and <= '@') or (>= '[' and <= '`') or (>= '{' and <= '~');

    /// <summary>Three numbers with colons between them, whatever follows that does not begin with a digit.</summary>
    private static int[]? Time(string token)
    {
        var parts = token.Split(':', 3);
        return parts.Length == 3
            && parts[0].All(char.IsAsciiDigit) && Number(parts[0], 1, 2) is { } hour
            && parts[1].All(char.IsAsciiDigit) && Number(parts[1], 1, 2) is { } minute
            && Number(parts[2], 1, 2) is { } second
            ? [hour, minute, second]
            : null;
    }

    private static int? Month(string token)
    {
        var found = token.Length >= 3 ? Months.IndexOf(token[..3].ToUpperInvariant(), StringComparison.Ordinal) : -1;
        return found >= 0 && found % 3 == 0 ? (found / 3) + 1 : null;
    }

    /// <summary>The number a token begins with, if it has so many digits.</summary>
    private static int? Number(string token, int least, int most)
    {
        var digits = token.AsSpan().IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : token.Length;
        return digits >= least && digits <= most ? int.Parse(token.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture) : null;
    }
}
