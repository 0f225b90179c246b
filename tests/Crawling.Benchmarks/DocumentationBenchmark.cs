using System.Diagnostics;
using Crawling.Tests.Sites;

namespace Crawling.Benchmarks;

/// <summary>
/// The command line as a user runs it, published, on a real site behind nginx on loopback: pages a second, CPU time a page and peak memory of the
/// whole process, start-up included. Prints a Markdown table; the committed one is in baselines/.
/// </summary>
internal static class DocumentationBenchmark
{
    public static async Task<int> RunAsync(int runs, TextWriter output)
    {
        if (NginxSite.Program is null || DocumentationSite.Folder is null)
        {
            await Console.Error.WriteLineAsync("This benchmark needs the Debian packages nginx and python3-doc.");
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("crawling-benchmark-");
        try
        {
            var crawler = await PublishedCrawler.InAsync(Path.Combine(folder.FullName, "crawler"));
            await using var site = await NginxSite.StartAsync(DocumentationSite.Folder);
            await output.WriteLineAsync(Measurement.Header());
            foreach (var concurrency in new[] { 5, 16 })
            {
                // The first run compiles the spiders; it is not counted.
                var measured = new List<Measurement>();
                for (var run = 0; run <= runs; run++)
                {
                    measured.Add(await CrawlAsync(crawler, site.Address, concurrency, Path.Combine(folder.FullName, "docs.jsonl")));
                }

                await output.WriteLineAsync(Measurement.Row($"docs, {concurrency} in flight", measured[1..]));
            }

            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Measurement> CrawlAsync(string crawler, string address, int concurrency, string feed)
    {
        var before = ChildUsage.Now();
        var started = Stopwatch.GetTimestamp();
        using var crawl = Process.Start(new ProcessStartInfo(
            crawler,
            [
                "crawl", "docs", "-a", $"start={address}/index.html", "-O", feed, "--quiet",
                "--set", $"concurrentRequests={concurrency}", "--set", $"concurrentRequestsPerHost={concurrency}",
            ])
        {
            WorkingDirectory = PublishedCrawler.Repository,
        })!;
        var peak = await PeakMemory.OfAsync(crawl);
        var wall = Stopwatch.GetElapsedTime(started);
        if (crawl.ExitCode != 0)
        {
            throw new InvalidOperationException($"The crawl ended with exit code {crawl.ExitCode}.");
        }

        return new Measurement(File.ReadLines(feed).Count(), wall, ChildUsage.Now() - before, peak);
    }
}
