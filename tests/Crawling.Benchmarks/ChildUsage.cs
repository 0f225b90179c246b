using System.Runtime.InteropServices;

namespace Crawling.Benchmarks;

/// <summary>The CPU time, user and system, of all children that have ended (getrusage).</summary>
internal static partial class ChildUsage
{
    private const int Children = -1;

    public static TimeSpan Now()
    {
        Span<long> usage = stackalloc long[18];
        if (GetUsage(Children, ref usage[0]) != 0)
        {
            throw new InvalidOperationException("getrusage failed.");
        }

        return Time(usage[..2]) + Time(usage[2..4]);
    }

    private static TimeSpan Time(ReadOnlySpan<long> secondsAndMicroseconds) =>
        TimeSpan.FromSeconds(secondsAndMicroseconds[0]) + TimeSpan.FromMicroseconds(secondsAndMicroseconds[1]);

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, ref long usage);
}
