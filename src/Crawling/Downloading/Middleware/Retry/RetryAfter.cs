using System.Globalization;
using System.Net.Http.Headers;

namespace Crawling.Downloading;

/// <summary>The field Retry-After of RFC 9110, section 10.2.3: a number of seconds or a date.</summary>
internal static class RetryAfter
{
    /// <summary>The wait it asks for, cut to the longest; null if it asks for none or cannot be read.</summary>
    public static TimeSpan? Read(string? field, DateTimeOffset now, TimeSpan longest)
    {
        var asked = field switch
        {
            null or "" => null,
            _ when field.All(char.IsAsciiDigit) => double.Parse(field, CultureInfo.InvariantCulture),
            _ when RetryConditionHeaderValue.TryParse(field, out var value) => (value.Date - now)?.TotalSeconds,
            _ => null,
        };
        return asked > 0 ? TimeSpan.FromSeconds(Math.Min(asked.Value, longest.TotalSeconds)) : null;
    }
}
