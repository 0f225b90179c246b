using BenchmarkDotNet.Reports;

namespace Crawling.Benchmarks;

/// <summary>A summary as one Markdown table, what belongs together beside each other.</summary>
internal static class MicroTable
{
    public static async Task WriteAsync(Summary summary, TextWriter output)
    {
        var columns = summary.Table.Columns.Where(column => column.NeedToShow).ToList();
        await output.WriteLineAsync(Row(columns.Select(column => column.Header)));
        await output.WriteLineAsync(Row(columns.Select(_ => "---")));
        foreach (var row in Enumerable.Range(0, columns[0].Content.Length).OrderBy(row => columns[0].Content[row], StringComparer.Ordinal))
        {
            await output.WriteLineAsync(Row(columns.Select(column => column.Content[row])));
        }
    }

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
