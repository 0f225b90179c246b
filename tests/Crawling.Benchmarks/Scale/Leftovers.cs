namespace Crawling.Benchmarks;

/// <summary>What a process holds open.</summary>
internal readonly record struct Leftovers(long Timers, int Handles)
{
    /// <summary>Now, after the finalizers of what nobody holds.</summary>
    public static Leftovers Now()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        if (Environment.GetEnvironmentVariable("DBG") is not null) { foreach (var f in Directory.GetFileSystemEntries("/proc/self/fd")) { try { Console.Error.Write(Path.GetFileName(f)+"="+new FileInfo(f).LinkTarget+" "); } catch {} } Console.Error.WriteLine(); }
        return new(Timer.ActiveCount, ProcessStatus.Handles());
    }
}
