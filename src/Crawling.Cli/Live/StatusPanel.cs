using System.Globalization;

namespace Crawling.Cli;

/// <summary>How often each status has come, with a bar.</summary>
internal static class StatusPanel
{
    private const int BarStart = 14;

    public static void Draw(LiveState state, Area area)
    {
        var rows = area.Titled("status");
        var most = state.Statuses.Select(status => status.Count).DefaultIfEmpty().Max();
        // If not all fit, the rarest go.
        var shown = state.Statuses.OrderByDescending(status => status.Count).Take(rows.Height).OrderBy(status => status.Status).ToArray();
        for (var row = 0; row < shown.Length; row++)
        {
            var (status, count) = shown[row];
            var ink = InkOf(status);
            rows.Write(0, row, status.ToString(CultureInfo.InvariantCulture), ink);
            rows.WriteBefore(BarStart - 1, row, LiveText.Count(count));
            var length = (int)Math.Ceiling((double)count / most * Math.Max(0, rows.Width - BarStart));
            rows.Write(BarStart, row, new string('▪', length), ink);
        }
    }

    private static Ink InkOf(int status) => status switch
    {
        < 300 => Ink.Good,
        < 400 => Ink.Notice,
        < 500 => Ink.Warning,
        _ => Ink.Bad,
    };
}
