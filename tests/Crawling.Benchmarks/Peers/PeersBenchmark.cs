using System.Diagnostics;
using Crawling.Tests.Sites;

namespace Crawling.Benchmarks;

/// <summary>
/// The crawler, bare loops and Scrapy on the documentation of OpenJDK, 10,137 pages, behind nginx on loopback, sixteen requests in flight: whole
/// processes, start-up included, in turn. Prints Markdown tables; the committed ones are in baselines/.
/// </summary>
internal static class PeersBenchmark
{
    private const string Site = "/usr/share/doc/openjdk-17-doc";
    private const string StartPath = "/api/index.html";

    public static async Task<int> RunAsync(int runs, TextWriter output)
    {
        if (NginxSite.Program is null || !Directory.Exists(Site + "/api"))
        {
            await Console.Error.WriteLineAsync("This benchmark needs the Debian packages nginx and openjdk-17-doc: tests/Crawling.Benchmarks/run.sh installs them.");
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("crawling-benchmark-");
        try
        {
            var contenders = new Contenders(await PublishedCrawler.InAsync(Path.Combine(folder.FullName, "crawler")), folder.FullName);
            await using var site = await NginxSite.StartAsync(Site);
            await output.WriteLineAsync(Machine.Describe());
            await CompareAsync("One host", contenders.OfOneHost(), [site.Address + StartPath], runs, folder, output);
            await CompareAsync(
                "Ten hosts", contenders.OfTenHosts(), [.. Enumerable.Range(1, 10).Select(host => site.AddressOf(host) + StartPath)], runs, folder, output);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task CompareAsync(
        string title, IEnumerable<Contender> contenders, IReadOnlyList<string> starts, int runs, DirectoryInfo folder, TextWriter output)
    {
        var all = contenders.ToArray();
        var measured = all.ToDictionary(contender => contender.Name, _ => new List<Measurement>());

        // In turn, so that what else the machine does falls on all alike. The first round compiles the spiders; it is not counted.
        for (var run = 0; run <= runs; run++)
        {
            foreach (var contender in all.Where(contender => run > 0 || contender.MostRuns > 1))
            {
                if (measured[contender.Name].Count < Math.Min(runs, contender.MostRuns))
                {
                    var measurement = await MeasureAsync(contender, starts, folder);
                    measured[contender.Name].AddRange(run > 0 ? [measurement] : []);
                }
            }
        }

        await output.WriteLineAsync($"\n## {title}\n\nMedian (minimum to maximum) of the runs.\n");
        await output.WriteLineAsync("| crawler | pages | runs | wall s | pages/s | CPU ms a page | peak RSS MiB | pages/s against |");
        await output.WriteLineAsync("|---|---|---|---|---|---|---|---|");
        foreach (var contender in all)
        {
            var ratio = contender.Reference is { } reference
                ? $"{MedianRate(measured[contender.Name]) / MedianRate(measured[reference]):0.00} of {reference}"
                : "";
            await output.WriteLineAsync($"{Measurement.Row(contender.Name, measured[contender.Name])} {ratio} |");
        }
    }

    private static double MedianRate(List<Measurement> runs) =>
        runs.Select(run => run.Pages / run.Wall.TotalSeconds).Order().ElementAt(runs.Count / 2);

    private static async Task<Measurement> MeasureAsync(Contender contender, IReadOnlyList<string> starts, DirectoryInfo folder)
    {
        var pages = Path.Combine(folder.FullName, "pages.jsonl");
        File.Delete(pages);
        var before = ChildUsage.Now();
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(contender.Command(pages, starts))!;
        var printed = process.StartInfo.RedirectStandardError ? process.StandardError.ReadToEndAsync() : Task.FromResult("");
        _ = process.StartInfo.RedirectStandardOutput ? process.StandardOutput.ReadToEndAsync() : null;
        var peak = await PeakMemory.OfAsync(process);
        var wall = Stopwatch.GetElapsedTime(started);
        return process.ExitCode == 0
            ? new Measurement(File.ReadLines(pages).Count(), wall, ChildUsage.Now() - before, peak)
            : throw new InvalidOperationException($"{contender.Name} ended with exit code {process.ExitCode}: {await printed}");
    }
}
