namespace Crawling.Benchmarks;

/// <summary>What a crawl holds at one moment.</summary>
/// <param name="Seconds">Since its start.</param>
/// <param name="Pages">Crawled so far.</param>
/// <param name="Queued">Requests that wait.</param>
/// <param name="Slots">Hosts with something to do.</param>
/// <param name="Resident">RSS in bytes.</param>
/// <param name="Heap">The garbage collector's heap in bytes, after its last run.</param>
/// <param name="Handles">Files and sockets.</param>
/// <param name="Timers">Timers that run.</param>
/// <param name="Threads">Threads of the pool.</param>
/// <param name="CpuSeconds">Used so far.</param>
internal sealed record SoakSample(
    double Seconds, long Pages, long Queued, int Slots, long Resident, long Heap, int Handles, long Timers, int Threads, double CpuSeconds)
{
    private const double Mebibyte = 1 << 20;

    public const string CsvHeader = "seconds,pages,queued,slots,RSS MiB,heap MiB,handles,timers,threads,CPU s";

    public string Csv =>
        $"{Seconds:0},{Pages},{Queued},{Slots},{Resident / Mebibyte:0.0},{Heap / Mebibyte:0.0},{Handles},{Timers},{Threads},{CpuSeconds:0.0}";

    public static SoakSample Of(TimeSpan time, long pages, CrawlSnapshot crawl) => new(
        time.TotalSeconds,
        pages,
        crawl.Queued,
        crawl.HostCount,
        ProcessStatus.Resident(Environment.ProcessId),
        GC.GetGCMemoryInfo().HeapSizeBytes,
        ProcessStatus.Handles(),
        Timer.ActiveCount,
        ThreadPool.ThreadCount,
        Environment.CpuUsage.TotalTime.TotalSeconds);
}
