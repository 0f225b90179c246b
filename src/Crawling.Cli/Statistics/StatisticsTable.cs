using Spectre.Console;

namespace Crawling.Cli;

/// <summary>The statistics of a crawl for a person.</summary>
internal static class StatisticsTable
{
    public static void Write(CrawlResult result)
    {
        var table = new Table().AddColumn(new TableColumn(result.Spider).NoWrap()).AddColumn(new TableColumn(result.Reason.Name).RightAligned());
        foreach (var (key, value) in result.Statistics)
        {
            table.AddRow(Markup.Escape(key), TableOutput.Cell(StatisticText.Of(value)));
        }

        TableOutput.Messages.Write(table);
    }
}
