namespace Crawling.Benchmarks;

/// <summary>What a process holds open.</summary>
internal readonly record struct Leftovers(long Timers, int Sockets)
{
    /// <summary>Now, after the finalizers of what nobody holds.</summary>
    public static Leftovers Now()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return new(Timer.ActiveCount, ProcessStatus.Sockets());
    }
}
