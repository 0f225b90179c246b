using System.Diagnostics;

namespace Crawling.Benchmarks;

/// <summary>How much of something was done in a time, pages or other things.</summary>
internal readonly record struct Pace(long Count, TimeSpan Wall, TimeSpan Cpu)
{
    public double PerSecond => Count / Wall.TotalSeconds;

    public double PerCoreSecond => Count / Cpu.TotalSeconds;

    public double CpuMilliseconds => Cpu.TotalMilliseconds / Count;

    public double Cores => Cpu / Wall;

    /// <summary>Of work in this process that tells how much it has done.</summary>
    public static async Task<Pace> OfAsync(Func<Task<long>> work)
    {
        var (cpu, started) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        var done = await work();
        return new Pace(done, Stopwatch.GetElapsedTime(started), Environment.CpuUsage.TotalTime - cpu);
    }

    /// <summary>Of a count that grows while a crawl runs in this process.</summary>
    public static Task<Pace> OfAsync(Func<long> count, TimeSpan span) => OfAsync(async () =>
    {
        var before = count();
        await Task.Delay(span);
        return count() - before;
    });
}
