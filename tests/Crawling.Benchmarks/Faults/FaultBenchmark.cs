using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Crawling.Testing;

namespace Crawling.Benchmarks;

/// <summary>What each family of faults costs the healthy pages beside it. Prints a Markdown table; the committed one is in baselines/.</summary>
internal static class FaultBenchmark
{
    private const int HealthyPages = 20_000;

    private static readonly TimeSpan LongestCrawl = TimeSpan.FromMinutes(2);

    public static async Task<int> RunAsync(int runs, IReadOnlyList<string> families, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("crawling-benchmark-");
        try
        {
            await using var site = await FaultSite.StartAsync(new() { HealthyPages = HealthyPages });
            await output.WriteLineAsync(FaultFamily.Header());
            var areKept = true;
            foreach (var family in FaultFamily.All.Where(family => families is [] || families.Contains(family.Name)))
            {
                var measured = new List<FaultRun>();
                for (var run = 0; run < runs; run++)
                {
                    var alone = await CrawlAsync(PlanOf(site, family, []), folder.FullName);
                    var beside = await CrawlAsync(PlanOf(site, family, family.Faults), folder.FullName);
                    measured.Add(new FaultRun(
                        alone.Report ?? throw new InvalidOperationException("The crawl of healthy pages alone did not end."), beside.Report, beside.Peak));
                }

                var (row, isKept) = family.Row(measured);
                areKept &= isKept;
                await output.WriteLineAsync(row);
            }

            return areKept ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static FaultPlan PlanOf(FaultSite site, FaultFamily family, IReadOnlyList<Fault> faults) => new(
        site.Healthy.ToString(),
        [.. faults.Select(fault => new PlannedFault(fault.Name, site.Url(fault).ToString(), fault.Reasons.Contains(FailureReason.Timeout)))],
        family.Name == "robots",
        site.ConnectTo,
        site.Certificate.Export(X509ContentType.Cert));

    private static async Task<(FaultReport? Report, long Peak)> CrawlAsync(FaultPlan plan, string folder)
    {
        var planFile = Path.Combine(folder, "plan.json");
        var reportFile = Path.Combine(folder, "report.json");
        await File.WriteAllBytesAsync(planFile, JsonSerializer.SerializeToUtf8Bytes(plan));
        File.Delete(reportFile);
        using var crawl = Process.Start(Environment.ProcessPath!, [FaultCrawl.Command, planFile, reportFile]);
        var peak = PeakMemory.OfAsync(crawl);
        if (await Task.WhenAny(peak, Task.Delay(LongestCrawl)) != peak)
        {
            crawl.Kill();
        }

        var highest = await peak;
        return (File.Exists(reportFile) ? JsonSerializer.Deserialize<FaultReport>(await File.ReadAllBytesAsync(reportFile)) : null, highest);
    }
}
