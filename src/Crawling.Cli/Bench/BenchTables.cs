using System.Globalization;
using Spectre.Console;

namespace Crawling.Cli;

/// <summary>The figures for a person.</summary>
internal static class BenchTables
{
    private const double Mega = 1e6;
    private const double Mebi = 1 << 20;
    private const double Kibi = 1 << 10;

    public static void Write(BenchReport report)
    {
        var output = TableOutput.Data;
        output.Write(Figures(report));
        output.Write(Meanings(report));
    }

    private static Table Figures(BenchReport report)
    {
        var table = new Table().AddColumn("Crawl");
        string[] columns = ["Pages/s", "MB/s", "CPU ms/page", "Added", "Share", "Peak MiB"];
        Array.ForEach(columns, column => table.AddColumn(new TableColumn(column).RightAligned()));
        foreach (var crawl in report.Crawls)
        {
            table.AddRow(
                crawl.Name,
                Text(crawl.PagesPerSecond, "0"),
                Text(crawl.BytesPerSecond / Mega, "0.0"),
                Text(crawl.CpuMillisecondsPerPage, "0.00"),
                Text(crawl.AddedCpuMillisecondsPerPage, "0.00"),
                Text(crawl.AddedShare, "0%"),
                Text(crawl.PeakMemoryBytes / Mebi, "0"));
        }

        return table;
    }

    private static Table Meanings(BenchReport report)
    {
        var (machine, site) = (report.Machine, report.Site);
        var table = new Table().HideHeaders().AddColumn(new TableColumn("").NoWrap()).AddColumn("");
        foreach (var crawl in report.Crawls)
        {
            table.AddRow(crawl.Name, Markup.Escape(crawl.Meaning));
        }

        var rounds = report.Crawls[0].Rounds;
        table.AddRow("CPU", "of the crawler's process: all threads, compilation by .NET and garbage collection included");
        table.AddRow("Added", "CPU more than in the line above, each of which does one thing less; Share is that of the last line's");
        table.AddRow("Peak", "memory resident at most; .NET keeps some of what the crawls before have used");
        table.AddRow("site", $"{site.Pages} pages of {Text(site.BytesPerPage / Kibi, "0.0")} KiB on average, crawled {(rounds == 1 ? "once" : $"{rounds} times")} after a round to warm up; "
            + $"on the same cores in a process of its own, whose {Text(site.CpuMillisecondsPerPage, "0.00")} ms CPU a page are not counted above");
        table.AddRow("machine", $"{machine.Cores} cores; {machine.Runtime}; garbage collector: {machine.GarbageCollector}");
        return table;
    }

    // What rounds to nothing is 0, not -0.
    private static string Text(double figure, string format) => (Math.Round(figure, 2) + 0.0).ToString(format, CultureInfo.InvariantCulture);
}
