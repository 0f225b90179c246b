using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Crawling.Benchmarks;

/// <summary>The published command on a site of ten pages, from its start to its exit; its spider is compiled before.</summary>
internal static class StartUp
{
    private const int Pages = 10;

    public static async Task<int> RunAsync(int runs, string command, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("crawling-benchmark-");
        try
        {
            var crawler = await PublishedCrawler.InAsync(Path.Combine(folder.FullName, "crawler"));
            await using var site = await PageSite.StartAsync();
            var feed = Path.Combine(folder.FullName, "pages.jsonl");
            var start = new ProcessStartInfo(crawler, ["crawl", "links", "-a", $"start=http://127.0.0.1:{site.Port}/ten/0", "-O", feed])
            {
                WorkingDirectory = Path.Combine(FolderOfThis(), "..", "Peers", "project"),
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };

            // The first run compiles the spider.
            await CrawlAsync(start, feed);
            List<Measurement> measured = [];
            for (var run = 0; run < runs; run++)
            {
                measured.Add(await CrawlAsync(start, feed));
            }

            var seconds = measured.Select(run => run.Wall.TotalSeconds).Order().ToArray();
            return await Figure.PrintAsync(
                [
                    new("seconds from start to exit, median", seconds[runs / 2], "0.00") { AtMost = 0.5 },
                    new("seconds, least", seconds[0], "0.00"),
                    new("seconds, most", seconds[^1], "0.00"),
                    new("CPU seconds, median", measured.Select(run => run.Cpu.TotalSeconds).Order().ElementAt(runs / 2), "0.00"),
                    new("peak RSS MiB", measured.Max(run => run.PeakMemory) / 1048576.0),
                ],
                command,
                output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Measurement> CrawlAsync(ProcessStartInfo start, string feed)
    {
        var before = ChildUsage.Now();
        var started = Stopwatch.GetTimestamp();
        using var crawl = Process.Start(start)!;
        var printed = Task.WhenAll(crawl.StandardOutput.ReadToEndAsync(), crawl.StandardError.ReadToEndAsync());
        var peak = await PeakMemory.OfAsync(crawl);
        var wall = Stopwatch.GetElapsedTime(started);
        var pages = crawl.ExitCode == 0 ? File.ReadLines(feed).Count() : 0;
        return pages == Pages
            ? new Measurement(pages, wall, ChildUsage.Now() - before, peak)
            : throw new InvalidOperationException($"The crawl ended with exit code {crawl.ExitCode} and {pages} pages: {string.Join('\n', await printed)}");
    }

    private static string FolderOfThis([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
