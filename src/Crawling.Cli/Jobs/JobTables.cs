using System.Globalization;
using Crawling.Jobs;
using Spectre.Console;

namespace Crawling.Cli;

/// <summary>What a job holds, for a person.</summary>
internal static class JobTables
{
    /// <summary>Rows of a table that may be long.</summary>
    private const int Most = 10;

    public static void Write(JobReport report)
    {
        var output = TableOutput.Data;
        output.Write(Summary(report));
        Write(output, report.Hosts, host => [host.Host, Text(host.Queued)], "Queue by host", ">Requests");
        Write(output, report.Feeds, feed => [feed.Path, Text(feed.Items), Text(feed.Length)], "Feed", ">Items", ">Bytes");
        Write(output, report.DeadLetterKinds, kind => [kind.Kind, Text(kind.Count)], "Dead letters by reason", ">Requests");
        Write(
            output,
            report.DeadLetters.Reverse(),
            letter => [letter.Url, letter.Reason, Text(letter.Tries.Count), Text(letter.Time)],
            "Dead letters, last first",
            "Reason",
            ">Tries",
            "When");
        Write(output, report.Errors.Reverse(), error => [error.Url, error.Message, Text(error.Time)], "Errors, last first", "Message", "When");
    }

    private static Table Summary(JobReport report)
    {
        var table = NewTable(report.Spider, ">" + report.Condition switch
        {
            JobCondition.Running => "running",
            JobCondition.Finished => "finished",
            _ => "can be resumed",
        });
        AddRow(table, "folder", report.Directory);
        AddRow(table, "pages", Text(report.Statistics.GetValueOrDefault("response_received_count")));
        AddRow(table, "items", Text(report.Statistics.GetValueOrDefault("item_scraped_count")));
        AddRow(table, "queued", Text(report.Queued));
        AddRow(table, "of these waiting for their time", Text(report.Waiting));
        if (report.NextDue is { } due)
        {
            AddRow(table, "next due", Text(due));
        }

        AddRow(table, "dead letters", Text(report.DeadLetters.Count));
        return table;
    }

    private static void Write<T>(TableOutput output, IEnumerable<T> rows, Func<T, string[]> cells, params string[] columns)
    {
        T[] all = [.. rows];
        if (all.Length == 0)
        {
            return;
        }

        var table = NewTable(columns);
        foreach (var row in all.Take(Most))
        {
            AddRow(table, cells(row));
        }

        if (all.Length > Most)
        {
            AddRow(table, [$"… and {Text(all.Length - Most)} more (--json shows all)", .. Enumerable.Repeat("", columns.Length - 1)]);
        }

        Console.Out.WriteLine();
        output.Write(table);
    }

    /// <param name="columns">Their names; <c>&gt;</c> before one aligns it to the right.</param>
    private static Table NewTable(params string[] columns)
    {
        var table = new Table();
        foreach (var column in columns)
        {
            table.AddColumn(column.StartsWith('>') ? new TableColumn(TableOutput.Cell(column[1..])).RightAligned() : new TableColumn(TableOutput.Cell(column)));
        }

        return table;
    }

    private static void AddRow(Table table, params string[] cells) => table.AddRow([.. cells.Select(TableOutput.Cell)]);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset time) => time.ToString("u", CultureInfo.InvariantCulture);
}
