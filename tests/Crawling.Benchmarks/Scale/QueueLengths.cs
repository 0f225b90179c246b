using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Crawling.Benchmarks;

/// <summary>Pages a second and memory of a crawl against the length of its queue, as CSV and as a plot beside it.</summary>
internal static class QueueLengths
{
    private const long Shortest = 10_000;

    public static async Task<int> RunAsync(long longest, string csvFile, TextWriter output)
    {
        await using var site = await PageSite.StartAsync();
        List<QueuePoint> points = [];
        await output.WriteLineAsync(Machine.Describe());
        await output.WriteLineAsync(QueuePoint.CsvHeader);
        for (var length = Math.Min(Shortest, longest); length <= longest; length *= 10)
        {
            points.Add(await MeasureAsync(site, length));
            await output.WriteLineAsync(points[^1].Csv);
        }

        await File.WriteAllLinesAsync(csvFile, [QueuePoint.CsvHeader, .. points.Select(point => point.Csv)]);
        await File.WriteAllTextAsync(Path.ChangeExtension(csvFile, ".svg"), LinePlot.Of(
            "requests that wait",
            new("pages a second", [.. points.Select(point => ((double)point.Length, point.PagesPerSecond))]),
            new("RSS, MiB", [.. points.Select(point => ((double)point.Length, point.ResidentMebibytes))])));
        return 0;
    }

    private static async Task<QueuePoint> MeasureAsync(PageSite site, long length)
    {
        string[] arguments = [QueueCrawl.Command, site.Port.ToString(CultureInfo.InvariantCulture), length.ToString(CultureInfo.InvariantCulture)];
        using var crawl = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true })!;
        var told = await crawl.StandardOutput.ReadToEndAsync();
        await crawl.WaitForExitAsync();
        return JsonSerializer.Deserialize<QueuePoint>(told)!;
    }
}
