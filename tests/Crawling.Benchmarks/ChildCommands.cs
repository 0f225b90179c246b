using System.Globalization;

namespace Crawling.Benchmarks;

/// <summary>What a benchmark has its own program do in a process of its own.</summary>
internal static class ChildCommands
{
    /// <returns>False if it is none of them.</returns>
    public static async Task<bool> TryRunAsync(string[] arguments)
    {
        switch (arguments)
        {
            case [FaultCrawl.Command, var plan, var report]:
                await FaultCrawl.RunAsync(plan, report);
                return true;
            case [BareLoop.Command, var reader, var output, .. var starts]:
                await BareLoop.RunAsync(reader, output, starts);
                return true;
            case [PageServer.Command]:
                await PageServer.RunAsync();
                return true;
            case [QueueCrawl.Command, var port, var length]:
                await QueueCrawl.RunAsync(int.Parse(port, CultureInfo.InvariantCulture), long.Parse(length, CultureInfo.InvariantCulture));
                return true;
            default:
                return false;
        }
    }
}
