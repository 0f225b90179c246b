using System.Diagnostics;

namespace Crawling.Benchmarks;

/// <summary>The high-water mark of a child's resident memory, read as long as it runs.</summary>
internal static class PeakMemory
{
    public static async Task<long> OfAsync(Process child)
    {
        var peak = 0L;
        while (!child.HasExited)
        {
            peak = Math.Max(peak, ProcessStatus.Peak(child.Id));
            await Task.WhenAny(child.WaitForExitAsync(), Task.Delay(5));
        }

        return peak;
    }
}
