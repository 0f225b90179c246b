namespace Crawling.Cli;

/// <summary>The hosts that stand out: those that answer most slowly, and those that fail most.</summary>
internal static class HostListPanels
{
    public static void DrawSlowest(LiveState state, Area area) =>
        Draw("slowest hosts", [.. state.Slowest.Select(host => (host.Host, LiveText.Duration(host.Figures.Latency)))], area, Ink.Plain);

    public static void DrawFailing(LiveState state, Area area) =>
        Draw("failing hosts", [.. state.Failing.Select(host => (host.Host, LiveText.Count(host.Figures.Failures)))], area, Ink.Bad);

    private static void Draw(string title, (string Host, string Value)[] hosts, Area area, Ink ink)
    {
        var rows = area.Titled(title);
        for (var row = 0; row < Math.Min(hosts.Length, rows.Height); row++)
        {
            var (host, value) = hosts[row];
            rows.Columns(0, rows.Width - value.Length - 1).Write(0, row, CleanText.Line(host));
            rows.WriteBefore(rows.Width, row, value, ink);
        }
    }
}
