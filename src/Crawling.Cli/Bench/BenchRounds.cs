namespace Crawling.Cli;

/// <summary>Runs all crawls in turn, again and again, so that what else the machine does meets each of them alike.</summary>
internal static class BenchRounds
{
    /// <param name="site">What is crawled.</param>
    /// <param name="duration">What the rounds may take in all; two there are at least, the first of which warms up.</param>
    /// <param name="time">The clock.</param>
    /// <param name="interrupt">Asks for the end.</param>
    /// <exception cref="OperationCanceledException">It was asked for.</exception>
    public static async Task<BenchReport> RunAsync(BenchSite site, TimeSpan duration, TimeProvider time, CancellationToken interrupt)
    {
        var start = time.GetTimestamp();
        await MeasureAsync(site, time, interrupt);
        var rounds = 0;
        BenchMeasure[]? sums = null;
        TimeSpan elapsed;
        do
        {
            var round = await MeasureAsync(site, time, interrupt);
            sums = sums is null ? round : [.. sums.Zip(round, (sum, measure) => sum + measure)];
            rounds++;
            elapsed = time.GetElapsedTime(start);
        }
        while (elapsed + (elapsed / (rounds + 1)) <= duration);

        return BenchReport.Of(sums, site.Pages, rounds);
    }

    private static async Task<BenchMeasure[]> MeasureAsync(BenchSite site, TimeProvider time, CancellationToken interrupt)
    {
        List<BenchMeasure> measures = [];
        foreach (var stage in BenchStage.All)
        {
            measures.Add(await BenchMeasure.TakeAsync(stage, site, time, interrupt));
            interrupt.ThrowIfCancellationRequested();
        }

        return [.. measures];
    }
}
