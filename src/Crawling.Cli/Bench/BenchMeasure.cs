namespace Crawling.Cli;

/// <summary>What one crawl, or several of the same kind, took.</summary>
/// <param name="Load">How much was crawled.</param>
/// <param name="Time">From start to end.</param>
/// <param name="Cpu">Of this process: all threads, user and system, the compilation of .NET's code and the collection of garbage included.</param>
/// <param name="SiteCpu">Of the site's process.</param>
/// <param name="PeakMemory">The most memory that this process had resident, in bytes, by looking every few milliseconds.</param>
internal sealed record BenchMeasure(BenchLoad Load, TimeSpan Time, TimeSpan Cpu, TimeSpan SiteCpu, long PeakMemory)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(20);

    public static BenchMeasure operator +(BenchMeasure one, BenchMeasure other) => new(
        new(one.Load.Pages + other.Load.Pages, one.Load.Bytes + other.Load.Bytes),
        one.Time + other.Time,
        one.Cpu + other.Cpu,
        one.SiteCpu + other.SiteCpu,
        Math.Max(one.PeakMemory, other.PeakMemory));

    public static async Task<BenchMeasure> TakeAsync(BenchStage stage, BenchSite site, TimeProvider time, CancellationToken interrupt)
    {
        // What the crawl before has left is not this one's.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var folder = Directory.CreateTempSubdirectory("crawler-bench-");
        try
        {
            var peak = Environment.WorkingSet;
            await using var looks = time.CreateTimer(_ => peak = Math.Max(peak, Environment.WorkingSet), null, LookInterval, LookInterval);
            var (start, cpu, siteCpu) = (time.GetTimestamp(), Environment.CpuUsage.TotalTime, site.CpuTime());
            var load = await stage.RunAsync(site, folder.FullName, interrupt);
            return new(load, time.GetElapsedTime(start), Environment.CpuUsage.TotalTime - cpu, site.CpuTime() - siteCpu, Math.Max(peak, Environment.WorkingSet));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
