namespace Crawling.Benchmarks;

/// <summary>One run: its pages, its time, its CPU time and its peak memory in bytes.</summary>
internal sealed record Measurement(int Pages, TimeSpan Wall, TimeSpan Cpu, long PeakMemory)
{
    public static string Header() => $"""
        {Machine.Describe()}

        Median (minimum to maximum) of the runs.

        | job | pages | runs | wall s | pages/s | CPU ms a page | peak RSS MiB |
        |---|---|---|---|---|---|---|
        """;

    public static string Row(string job, IReadOnlyList<Measurement> runs)
    {
        var pages = runs.Select(run => run.Pages).Distinct().ToArray();
        return $"| {job} | {string.Join(" or ", pages)} | {runs.Count} "
            + $"| {Spread.Of(runs.Select(run => run.Wall.TotalSeconds), "0.00")} "
            + $"| {Spread.Of(runs.Select(run => run.Pages / run.Wall.TotalSeconds), "0")} "
            + $"| {Spread.Of(runs.Select(run => run.Cpu.TotalMilliseconds / run.Pages), "0.00")} "
            + $"| {Spread.Of(runs.Select(run => run.PeakMemory / 1048576.0), "0")} |";
    }
}
