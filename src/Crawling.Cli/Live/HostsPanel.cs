namespace Crawling.Cli;

/// <summary>The busiest hosts: what waits for each, and what it does.</summary>
internal static class HostsPanel
{
    // Columns from the right end, with their widths: queue, state, pages, failed, answer.
    private static readonly (string Title, int Width)[] Columns = [("queue", 9), ("state", 22), ("pages", 9), ("failed", 7), ("latency", 8)];

    private const int LeastName = 12;
    private const int StateColumn = 1;

    public static void Draw(LiveState state, Area area, int scroll = 0)
    {
        var hosts = state.Crawl.Hosts;
        var rows = area.Titled("hosts", $"{LiveText.Count(state.Crawl.HostCount)} in all");
        if (rows.Height < 1)
        {
            return;
        }

        // On a narrow screen the last columns go first.
        var columns = Columns.Length;
        while (columns > 0 && rows.Width - Columns.Take(columns).Sum(column => column.Width) < LeastName)
        {
            columns--;
        }

        var name = rows.Width - Columns.Take(columns).Sum(column => column.Width);
        DrawRow(rows, 0, name, "host", [.. Columns.Take(columns).Select(column => (column.Title, Ink.Dim))], Ink.Dim);
        var first = Math.Clamp(scroll, 0, Math.Max(0, hosts.Count - (rows.Height - 1)));
        for (var row = 1; row < rows.Height && first + row <= hosts.Count; row++)
        {
            var host = hosts[first + row - 1];
            DrawRow(rows, row, name, CleanText.Line(host.Name), [.. CellsOf(host, state).Take(columns)], Ink.Plain);
        }
    }

    private static void DrawRow(Area rows, int row, int nameWidth, string name, (string Text, Ink Ink)[] cells, Ink ink)
    {
        rows.Columns(0, nameWidth - 1).Write(0, row, name, ink);
        var end = nameWidth;
        for (var column = 0; column < cells.Length; column++)
        {
            var (text, cellInk) = cells[column];
            var width = Columns[column].Width;
            if (column == StateColumn)
            {
                rows.Columns(end + 2, width - 2).Write(0, row, text, cellInk);
            }
            else
            {
                rows.WriteBefore(end + width, row, text, cellInk);
            }

            end += width;
        }
    }

    private static (string Text, Ink Ink)[] CellsOf(HostSnapshot host, LiveState state)
    {
        var figures = state.Hosts.GetValueOrDefault(host.Name);
        var isKnown = figures.Pages + figures.Failures > 0;
        return
        [
            (LiveText.Count(host.Queued), Ink.Plain),
            StateOf(host),
            (isKnown ? LiveText.Count(figures.Pages) : "", Ink.Plain),
            (figures.Failures > 0 ? LiveText.Count(figures.Failures) : "", Ink.Bad),
            (figures.Pages > 0 ? LiveText.Duration(figures.Latency) : "", Ink.Plain),
        ];
    }

    private static (string Text, Ink Ink) StateOf(HostSnapshot host)
    {
        var wait = host.Wait is { } time ? $" {LiveText.Duration(time)}" : "";
        return host.State switch
        {
            HostState.Fetching => ($"fetching {host.Active.ToString(LiveText.Format)}", Ink.Good),
            HostState.Delayed => ($"delay{wait}", Ink.Plain),
            HostState.BackedOff => ($"back-off{wait}", Ink.Warning),
            HostState.AwaitingRobots => ("waiting for robots", Ink.Notice),
            HostState.Ready => ("ready", Ink.Plain),
            _ => ("idle", Ink.Dim),
        };
    }
}
