namespace Crawling.Cli;

/// <summary>The pages and the keys, in the last row.</summary>
internal static class LiveFooter
{
    private const string Keys = "p pause  + - concurrency  s stop  q leave  ? help";
    private const string FewKeys = "p + - s q ?";

    public static void Draw(LiveState state, Area area)
    {
        var keys = !state.HasKeys ? "Ctrl-C stops" : area.Width >= 90 ? Keys : FewKeys;
        var pages = area.Width >= 50 ? Enum.GetValues<LivePage>() : [state.Page];
        var x = 0;
        foreach (var page in pages.Where(page => page != LivePage.Help || state.Page == page))
        {
            x = area.Write(x, 0, $" {page.ToString().ToLowerInvariant()} ", page == state.Page ? Ink.Selected : Ink.Dim);
        }

        if (x + keys.Length < area.Width)
        {
            area.WriteBefore(area.Width, 0, keys, Ink.Dim);
        }
    }
}
