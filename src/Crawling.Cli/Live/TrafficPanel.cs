namespace Crawling.Cli;

/// <summary>Bytes in and out over the last minutes, the two on scales of their own.</summary>
internal static class TrafficPanel
{
    /// <summary>A crawl that hardly moves shall not look like one at full speed.</summary>
    private const long LeastScale = 1 << 10;

    public static void Draw(LiveState state, Area area)
    {
        var received = area.Height * 6 / 10;
        Draw("in", state.Received, area.Rows(0, received), Ink.Good);
        Draw("out", state.Sent, area.Below(received), Ink.Notice);
    }

    private static void Draw(string name, IReadOnlyList<long> bytes, Area area, Ink ink)
    {
        var shown = bytes.TakeLast(2 * area.Width).ToArray();
        var most = shown.DefaultIfEmpty().Max();
        var now = shown.Length > 0 ? shown[^1] : 0;
        var graph = area.Titled($"{name} {ProgressText.Bytes(now)}/s", $"most {ProgressText.Bytes(most)}/s");
        BrailleGraph.Draw(shown, Math.Max(most, LeastScale), graph, ink);
    }
}
