using Spectre.Console;

namespace Crawling.Cli;

/// <summary>The statistics of a crawl for a person; plain columns where standard error is not a terminal.</summary>
internal static class StatisticsTable
{
    public static void Write(CrawlResult result)
    {
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) });
        var table = new Table().AddColumn(new TableColumn(result.Spider).NoWrap()).AddColumn(new TableColumn(result.Reason.Name).RightAligned());
        if (Console.IsErrorRedirected)
        {
            console.Profile.Width = int.MaxValue / 2;
            table.NoBorder();
        }
        else
        {
            table.RoundedBorder();
        }

        foreach (var (key, value) in result.Statistics)
        {
            table.AddRow(Markup.Escape(key), Markup.Escape(CleanText.Line(StatisticText.Of(value))));
        }

        console.Write(table);
    }
}
