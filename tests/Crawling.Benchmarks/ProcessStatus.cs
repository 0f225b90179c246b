namespace Crawling.Benchmarks;

/// <summary>Sizes of a process in bytes, from /proc.</summary>
internal static class ProcessStatus
{
    public static long Resident(int id) => Read(id, "VmRSS:");

    /// <summary>The most that was ever resident.</summary>
    public static long Peak(int id) => Read(id, "VmHWM:");

    /// <summary>Files, sockets and the like that this process has open.</summary>
    public static int Handles() => Directory.GetFileSystemEntries("/proc/self/fd").Length;

    /// <summary>Sockets that this process has open.</summary>
    public static int Sockets() =>
        Directory.GetFileSystemEntries("/proc/self/fd").Count(entry => new FileInfo(entry).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true);

    /// <summary>0 of a process that has ended.</summary>
    private static long Read(int id, string entry)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(line => line.StartsWith(entry, StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line[entry.Length..^"kB".Length].Trim()) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
