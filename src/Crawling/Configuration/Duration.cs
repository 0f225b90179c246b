using System.Globalization;

namespace Crawling.Configuration;

/// <summary>Durations as text: <c>[d.]hh:mm:ss[.fffffff]</c>, or a number with a unit. A bare number is none, for .NET takes it as days and
/// everybody else as seconds; nor is <c>1:30</c>.</summary>
internal static class Duration
{
    private static readonly (string Suffix, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
        ("d", TimeSpan.FromDays(1)),
    ];

    /// <summary>Null if the text is no duration.</summary>
    public static TimeSpan? Parse(string text)
    {
        text = text.Trim();
        if (TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var exact))
        {
            return text.Count(c => c == ':') == 2 ? exact : null;
        }

        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        var (suffix, length) = Array.Find(Units, unit => text.EndsWith(unit.Suffix, StringComparison.Ordinal));
        return suffix is not null
            && decimal.TryParse(text[..^suffix.Length], Style, CultureInfo.InvariantCulture, out var count)
            && Math.Abs(count) <= long.MaxValue / length.Ticks
                ? TimeSpan.FromTicks((long)(count * length.Ticks))
                : null;
    }
}
