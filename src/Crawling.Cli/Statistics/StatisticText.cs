using System.Globalization;

namespace Crawling.Cli;

/// <summary>A statistic as people and other programs read it: times as ISO 8601, durations in seconds.</summary>
internal static class StatisticText
{
    public static string Of(object? value) => value switch
    {
        null => "",
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        TimeSpan duration => duration.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
