using Serilog.Events;

namespace Crawling.Cli;

/// <summary>The last items, errors and log lines, the newest at the bottom.</summary>
internal static class ListPanels
{
    public static void DrawItems(LiveState state, Area area, int scroll = 0) =>
        Draw("items", [.. state.LastItems.Select(item => (item, Ink.Plain))], area, scroll);

    public static void DrawErrors(LiveState state, Area area, int scroll = 0) =>
        Draw("errors", [.. state.LastErrors.Select(error => (error, Ink.Bad))], area, scroll);

    public static void DrawLog(LiveState state, Area area, int scroll = 0) =>
        Draw("log", [.. state.Log.Select(line => (line.Text, InkOf(line.Level)))], area, scroll);

    private static void Draw(string title, (string Text, Ink Ink)[] lines, Area area, int scroll)
    {
        var rows = area.Titled(title, lines.Length == 0 ? "none yet" : "");
        var first = Math.Max(0, lines.Length - rows.Height - Math.Max(0, scroll));
        for (var row = 0; row < Math.Min(rows.Height, lines.Length); row++)
        {
            var (text, ink) = lines[first + row];
            rows.Write(0, row, text, ink);
        }
    }

    private static Ink InkOf(LogEventLevel? level) => level switch
    {
        LogEventLevel.Warning => Ink.Warning,
        LogEventLevel.Error or LogEventLevel.Fatal => Ink.Bad,
        _ => Ink.Plain,
    };
}
