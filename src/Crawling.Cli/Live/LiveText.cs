using System.Globalization;

namespace Crawling.Cli;

/// <summary>Numbers and times as the view writes them.</summary>
internal static class LiveText
{
    public static NumberFormatInfo Format { get; } = new() { NumberGroupSeparator = " " };

    public static string Count(long count) => count.ToString("N0", Format);

    public static string Rate(double rate) => rate.ToString(rate < 100 ? "0.0" : "0", Format);

    /// <summary>A time of the day, as the log writes it.</summary>
    public static string Time(DateTimeOffset at) => at.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary><c>1:02:03</c>.</summary>
    public static string Elapsed(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time:mm\\:ss}");

    /// <summary><c>35 ms</c>, <c>1.2 s</c>, <c>58 s</c>, <c>5 min</c>.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 0.0995 } => time.TotalMilliseconds.ToString("0 ms", Format),
        { TotalSeconds: < 9.95 } => time.TotalSeconds.ToString("0.0 s", Format),
        { TotalSeconds: < 120 } => time.TotalSeconds.ToString("0 s", Format),
        _ => time.TotalMinutes.ToString("0 min", Format),
    };
}
