using System.Globalization;

namespace Crawling.Cli;

/// <summary>Progress in words: <c>pages 120 | items 88 | 12.5 pages/s | queue 42 | in 1.2 MiB/s, out 10 KiB/s</c>.</summary>
internal static class ProgressText
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB"];

    public static string Of(CrawlProgress progress, ProgressRates rates) => string.Create(
        CultureInfo.InvariantCulture,
        $"pages {progress.Pages} | items {progress.Items} | {rates.PagesPerSecond:0.0} pages/s | queue {progress.Queued}"
        + $" | in {Bytes(rates.ReceivedPerSecond)}/s, out {Bytes(rates.SentPerSecond)}/s");

    internal static string Bytes(double bytes)
    {
        var unit = 0;
        for (; bytes >= 1024 && unit < Units.Length - 1; unit++)
        {
            bytes /= 1024;
        }

        return bytes.ToString(unit == 0 ? "0" : "0.0", CultureInfo.InvariantCulture) + " " + Units[unit];
    }
}
