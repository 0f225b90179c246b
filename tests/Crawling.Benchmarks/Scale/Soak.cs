using System.Diagnostics;

namespace Crawling.Benchmarks;

/// <summary>
/// A crawl of a site without end on 10,000 hosts, with default settings but a small queue in memory, so that most of it is on disk. Writes what
/// the process holds every ten seconds, and tells whether that has grown since its fifth minute.
/// </summary>
internal static class Soak
{
    /// <summary>Milliseconds before each answer, which sets the pace: 16 in flight are 160 pages a second at most.</summary>
    private const int Wait = 100;

    private const double Mebibyte = 1 << 20;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(5);

    public static async Task<int> RunAsync(double minutes, string csvFile, string command, TextWriter output)
    {
        await using var site = await PageSite.StartAsync();
        var options = new CrawlerOptions { ConcurrentRequests = 16, Frontier = { MemoryLimit = 8 << 20 } };
        await using var services = LoopbackNames.Services();
        await using var process = new CrawlerProcess(options, services);
        var spider = new SoakSpider(site.Port, Wait);
        var crawler = process.CreateCrawler(spider);
        _ = crawler.CrawlAsync();
        var running = process.RunAsync();
        List<SoakSample> samples = [];
        await using (var csv = new StreamWriter(csvFile) { AutoFlush = true })
        {
            await csv.WriteLineAsync(SoakSample.CsvHeader);
            var started = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(started) is var time && time < TimeSpan.FromMinutes(minutes))
            {
                await Task.Delay(Interval);
                samples.Add(SoakSample.Of(Stopwatch.GetElapsedTime(started), spider.Pages, await crawler.SnapshotAsync(0)));
                await csv.WriteLineAsync(samples[^1].Csv);
            }
        }

        await crawler.StopAsync();
        await running;
        var warm = samples.Where(sample => sample.Seconds > Math.Min(WarmUp.TotalSeconds, minutes * 60 / 3)).ToList();
        var third = Math.Max(warm.Count / 3, 1);
        var (early, late) = (warm[..third], warm[^third..]);
        return await Figure.PrintAsync(
            [
                new("minutes", minutes),
                new("pages", samples[^1].Pages, "n0"),
                new("pages a second", samples[^1].Pages / samples[^1].Seconds),
                new("cores at work in the crawler", samples[^1].CpuSeconds / samples[^1].Seconds, "0.00"),
                .. Grown("RSS MiB", early, late, sample => sample.Resident / Mebibyte),
                .. Grown("handles", early, late, sample => sample.Handles),
                .. Grown("timers", early, late, sample => sample.Timers),
                .. Grown("slots", early, late, sample => sample.Slots),
            ],
            command,
            output);
    }

    /// <summary>The first third after the warm-up beside the last one.</summary>
    private static IEnumerable<Figure> Grown(string what, List<SoakSample> early, List<SoakSample> late, Func<SoakSample, double> read)
    {
        var (before, after) = (Median(early.Select(read)), Median(late.Select(read)));
        return [new($"{what} after the warm-up", before), new($"{what} at the end", after) { AtMost = Math.Ceiling(before * 1.1) }];
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;
}
