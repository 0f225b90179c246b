using Crawling.Testing;

namespace Crawling.Benchmarks;

/// <summary>The faults that have the first word of their names in common.</summary>
internal sealed record FaultFamily(string Name, IReadOnlyList<Fault> Faults)
{
    private const double LeastRatio = 0.8;
    private const double MostMemory = 300e6;
    private const double Megabyte = 1e6;

    private const string ReasonKey = "failure/reason_count/";

    public static IReadOnlyList<FaultFamily> All { get; } =
        [.. FaultSite.Faults.GroupBy(fault => fault.Name.Split('-')[0]).Select(family => new FaultFamily(family.Key, [.. family]))];

    public static string Header() => $"""
        {Machine.Describe()}

        The faults of each family are met one after the other, by a crawl in a process of its own that follows the healthy pages at the same time.
        Options are the defaults, without retries and with a timeout of two seconds for what stalls; robots.txt is obeyed only where it is the fault.
        Alone and beside: the time from the start of the crawl to the last healthy page, without the faults and with them, measured in turn; median
        (minimum to maximum) of the runs. Kept up: the quickest alone divided by the quickest beside, as other work on the machine only ever slows
        a run. Bars: the crawl ends by itself with all healthy pages; {LeastRatio} kept up; {MostMemory / Megabyte} MB; every failure is counted
        under a reason that is its own.

        | family | faults | runs | ended by itself | alone s | beside s | kept up | peak RSS MB | failures named | bars |
        |---|---|---|---|---|---|---|---|---|---|
        """;

    public (string Row, bool IsKept) Row(IReadOnlyList<FaultRun> runs)
    {
        var failing = Faults.Count(fault => fault.Reasons.Count > 0);
        var keptUp = runs.Min(run => run.AloneSeconds) / runs.Min(run => run.BesideSeconds);
        string[] broken =
        [
            .. runs.All(run => run.HasEnded) ? Array.Empty<string>() : ["end"],
            .. keptUp >= LeastRatio ? Array.Empty<string>() : ["kept up"],
            .. runs.Max(run => run.PeakMemory) <= MostMemory ? Array.Empty<string>() : ["memory"],
            .. runs.All(run => Named(run) == failing) ? Array.Empty<string>() : ["names"],
        ];
        var row = $"| {Name} | {Faults.Count} | {runs.Count} | {runs.Count(run => run.HasEnded)} of {runs.Count} "
            + $"| {Spread.Of(runs.Select(run => run.AloneSeconds), "0.00")} "
            + $"| {Spread.Of(runs.Select(run => run.BesideSeconds), "0.00")} "
            + $"| {keptUp:0.00} "
            + $"| {Spread.Of(runs.Select(run => run.PeakMemory / Megabyte), "0")} "
            + $"| {runs.Min(Named)} of {failing}{Reasons(runs[^1])} | {(broken is [] ? "kept" : $"broken: {string.Join(", ", broken)}")} |";
        return (row, broken is []);
    }

    /// <summary>How many faults have a reason of theirs in the statistics; -1 if there are not as many failures as faults that bring one.</summary>
    private int Named(FaultRun run)
    {
        var failing = Faults.Where(fault => fault.Reasons.Count > 0).ToList();
        return run.Beside is not { } report || report.Statistics.GetValueOrDefault("failure/count") != failing.Count
            ? -1
            : failing.Count(fault => fault.Reasons.Any(reason => report.Statistics.GetValueOrDefault($"{ReasonKey}{reason}") > 0));
    }

    private static string Reasons(FaultRun run)
    {
        var counted = (run.Beside?.Statistics ?? new Dictionary<string, long>())
            .Where(entry => entry.Key.StartsWith(ReasonKey, StringComparison.Ordinal))
            .Select(entry => $"{entry.Key[ReasonKey.Length..]} {entry.Value}")
            .ToList();
        return counted is [] ? "" : $": {string.Join(", ", counted)}";
    }
}
