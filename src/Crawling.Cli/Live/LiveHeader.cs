namespace Crawling.Cli;

/// <summary>What is always to be seen: the spider, its state, and the numbers of the crawl, in as many rows as they need.</summary>
internal static class LiveHeader
{
    private const int Gap = 3;

    /// <returns>The rows it takes.</returns>
    public static int Draw(LiveState state, Area area)
    {
        var (word, ink) = StateOf(state.Crawl.State);
        var x = area.Write(0, 0, CleanText.Line(state.Spider), Ink.Bold);
        x = area.Write(x + Gap - 1, 0, word, ink);
        area.Write(x + Gap - 1, 0, $"{LiveText.Elapsed(state.Elapsed)}  {ProgressText.Bytes(state.Memory)}", Ink.Dim);

        var (column, row) = (0, 1);
        foreach (var (name, value, note) in Numbers(state))
        {
            var width = name.Length + 1 + value.Length + (note.Length == 0 ? 0 : note.Length + 1);
            if (column > 0 && column + width > area.Width)
            {
                (column, row) = (0, row + 1);
            }

            var end = area.Write(column, row, name, Ink.Dim) + 1;
            end = area.Write(end, row, value, name == "failed" && state.Failed > 0 ? Ink.Bad : Ink.Plain);
            area.Write(end + 1, row, note, Ink.Dim);
            column += width + Gap;
        }

        return Math.Min(row + 1, area.Height);
    }

    // The widths hold still while the numbers change.
    private static (string Name, string Value, string Note)[] Numbers(LiveState state) =>
    [
        ("pages", LiveText.Count(state.Progress.Pages).PadLeft(6), Text(state.Pages)),
        ("items", LiveText.Count(state.Progress.Items).PadLeft(6), Text(state.Items)),
        ("queue", LiveText.Count(state.Crawl.Queued).PadLeft(6), ""),
        ("in flight", $"{state.Crawl.Active.ToString(LiveText.Format),2} of {state.Limit.ToString(LiveText.Format)}", ""),
        ("failed", LiveText.Count(state.Failed).PadLeft(3), ""),
    ];

    private static string Text(Speeds speeds) => $"{LiveText.Rate(speeds.Now),5}/s, avg {LiveText.Rate(speeds.Average)}/s";

    private static (string Word, Ink Ink) StateOf(CrawlState state) => state switch
    {
        CrawlState.Opening => ("opening", Ink.Notice),
        CrawlState.Running => ("running", Ink.Good),
        CrawlState.Paused => ("paused", Ink.Warning),
        CrawlState.Closing => ("stopping: what is in flight is finished", Ink.Warning),
        _ => ("closing", Ink.Warning),
    };
}
