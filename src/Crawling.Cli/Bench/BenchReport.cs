namespace Crawling.Cli;

/// <summary>The figures of the benchmark.</summary>
/// <param name="Machine">What they were taken on.</param>
/// <param name="Site">What was crawled.</param>
/// <param name="Crawls">Each does one thing more than the one before.</param>
internal sealed record BenchReport(BenchMachine Machine, BenchReport.SiteFigures Site, IReadOnlyList<BenchReport.CrawlFigures> Crawls)
{
    /// <param name="measures">Of each stage, all rounds together.</param>
    /// <param name="pages">How many the site has.</param>
    /// <param name="rounds">How often it was crawled.</param>
    public static BenchReport Of(IReadOnlyList<BenchMeasure> measures, int pages, int rounds)
    {
        var crawled = (double)measures.Sum(measure => measure.Load.Pages);
        var site = new SiteFigures(
            pages,
            measures.Sum(measure => measure.Load.Bytes) / crawled,
            measures.Sum(measure => measure.SiteCpu.TotalMilliseconds) / crawled);
        double[] cpu = [.. measures.Select(measure => measure.Cpu.TotalMilliseconds / measure.Load.Pages)];
        return new(BenchMachine.This(), site, [.. measures.Select((measure, index) =>
        {
            var seconds = measure.Time.TotalSeconds;
            var added = index == 0 ? cpu[0] : cpu[index] - cpu[index - 1];
            return new CrawlFigures
            {
                Name = BenchStage.All[index].Name,
                Meaning = BenchStage.All[index].Meaning,
                Pages = measure.Load.Pages / rounds,
                Rounds = rounds,
                PagesPerSecond = measure.Load.Pages / seconds,
                BytesPerSecond = measure.Load.Bytes / seconds,
                CpuMillisecondsPerPage = cpu[index],
                AddedCpuMillisecondsPerPage = added,
                AddedShare = added / cpu[^1],
                PeakMemoryBytes = measure.PeakMemory,
            };
        })]);
    }

    /// <param name="Pages">How many it has.</param>
    /// <param name="BytesPerPage">On average.</param>
    /// <param name="CpuMillisecondsPerPage">Of its own process, which is in no other figure.</param>
    public sealed record SiteFigures(int Pages, double BytesPerPage, double CpuMillisecondsPerPage);

    public sealed record CrawlFigures
    {
        public required string Name { get; init; }

        public required string Meaning { get; init; }

        /// <summary>In each round.</summary>
        public required int Pages { get; init; }

        public required int Rounds { get; init; }

        public required double PagesPerSecond { get; init; }

        /// <summary>Of bodies.</summary>
        public required double BytesPerSecond { get; init; }

        /// <summary>Of the crawling process.</summary>
        public required double CpuMillisecondsPerPage { get; init; }

        /// <summary>More than the crawl before.</summary>
        public required double AddedCpuMillisecondsPerPage { get; init; }

        /// <summary>The same as a share of what the last crawl takes.</summary>
        public required double AddedShare { get; init; }

        public required long PeakMemoryBytes { get; init; }
    }
}
