namespace Crawling.Benchmarks;

/// <summary>Very many hosts with one URL each, and one slow host among 99 fast ones.</summary>
internal static class ManyHosts
{
    private static readonly int[] Hosts = [1_000, 10_000, 100_000];
    private static readonly TimeSpan Politeness = TimeSpan.FromMilliseconds(200);

    public static async Task<int> RunAsync(int runs, string command, TextWriter output)
    {
        List<Figure> figures = [];
        SlotTakes.Measure(Hosts[0]);
        foreach (var hosts in Hosts)
        {
            var microseconds = SlotTakes.Measure(hosts);
            figures.Add(new($"microseconds a take of {hosts} hosts", microseconds, "0.00"));
            figures.Add(new($"takes a second of {hosts} hosts", 1e6 / microseconds, "n0"));
        }

        await using var site = await PageSite.StartAsync();
        await MixedHosts.CrawlAsync(site, 200, TimeSpan.Zero, withSlow: true);
        var before = Leftovers.Now();
        var slots = await CompareAsync("at full speed", site, 500, TimeSpan.Zero, runs, figures);
        slots += await CompareAsync($"with a delay of {Politeness.TotalSeconds} s", site, 40, Politeness, runs, figures);
        var after = Leftovers.Now();
        figures.Add(new("slots left", slots) { AtMost = 0 });
        figures.Add(new("timers left", after.Timers - before.Timers) { AtMost = 0 });
        figures.Add(new("connections left", after.Sockets - before.Sockets) { AtMost = 0 });
        return await Figure.PrintAsync(figures, command, output);
    }

    /// <summary>In turn; the quickest run of each, as other work on the machine only ever slows one.</summary>
    /// <returns>How many slots the crawls have left.</returns>
    private static async Task<int> CompareAsync(string how, PageSite site, int pages, TimeSpan delay, int runs, List<Figure> figures)
    {
        List<double> alone = [];
        List<double> beside = [];
        var slots = 0;
        for (var run = 0; run < runs; run++)
        {
            foreach (var (times, withSlow) in new[] { (alone, false), (beside, true) })
            {
                var (fast, left) = await MixedHosts.CrawlAsync(site, pages, delay, withSlow);
                times.Add(fast.TotalSeconds);

                // Beside the slow host the delays of the others are over at the end, so that none has to be remembered.
                slots += withSlow ? left : 0;
            }
        }

        figures.Add(new($"99 fast hosts {how}, s", alone.Min(), "0.00"));
        figures.Add(new($"beside a slow one {how}, s", beside.Min(), "0.00"));
        figures.Add(new($"beside a slow one / alone {how}", beside.Min() / alone.Min(), "0.00") { AtMost = 1.05 });
        return slots;
    }
}
