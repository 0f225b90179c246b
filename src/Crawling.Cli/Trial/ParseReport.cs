using Spectre.Console;

namespace Crawling.Cli;

/// <summary>What callbacks have yielded, level by level: items as JSON Lines, requests as a table.</summary>
internal static class ParseReport
{
    public static void Write(ParseRecorder recorder)
    {
        foreach (var level in recorder.Levels)
        {
            string[] items = [.. level.SelectMany(page => page.Items)];
            Request[] requests = [.. level.SelectMany(page => page.Requests)];
            Console.Out.WriteLine(
                $"Level {level.Key}: {Count(level.Count(), "page")}, {Count(items.Length, "item")}, {Count(requests.Length, "request")}");
            Array.ForEach(items, item => Console.Out.WriteLine(CleanText.Line(item)));
            if (requests.Length > 0)
            {
                TableOutput.Data.Write(TableOf(requests));
            }
        }
    }

    private static Table TableOf(Request[] requests)
    {
        var table = new Table().AddColumn("Request").AddColumn("Callback");
        foreach (var request in requests)
        {
            table.AddRow(TableOutput.Cell(request.ToString()), TableOutput.Cell(SpiderCallbacks.NameOf(request)));
        }

        return table;
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
