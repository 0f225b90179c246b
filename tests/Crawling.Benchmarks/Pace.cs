using System.Diagnostics;

namespace Crawling.Benchmarks;

/// <summary>What a crawl in this process does in a span of time.</summary>
internal readonly record struct Pace(long Pages, TimeSpan Wall, TimeSpan Cpu)
{
    public double PagesPerSecond => Pages / Wall.TotalSeconds;

    public double Cores => Cpu / Wall;

    public double CpuMillisecondsPerPage => Cpu.TotalMilliseconds / Pages;

    public static async Task<Pace> OfAsync(Func<long> pages, TimeSpan span)
    {
        var (before, cpu, started) = (pages(), Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        await Task.Delay(span);
        return new Pace(pages() - before, Stopwatch.GetElapsedTime(started), Environment.CpuUsage.TotalTime - cpu);
    }
}
