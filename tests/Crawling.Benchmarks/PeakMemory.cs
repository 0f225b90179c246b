using System.Diagnostics;

namespace Crawling.Benchmarks;

/// <summary>The high-water mark of a child's resident memory, read from /proc as long as it runs.</summary>
internal static class PeakMemory
{
    public static async Task<long> OfAsync(Process child)
    {
        var peak = 0L;
        while (!child.HasExited)
        {
            peak = Math.Max(peak, Read(child.Id));
            await Task.WhenAny(child.WaitForExitAsync(), Task.Delay(5));
        }

        return peak;
    }

    private static long Read(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line["VmHWM:".Length..^"kB".Length].Trim()) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
