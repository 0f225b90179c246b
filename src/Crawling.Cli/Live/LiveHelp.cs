namespace Crawling.Cli;

/// <summary>What the keys do.</summary>
internal static class LiveHelp
{
    private static readonly (string Key, string Text)[] Keys =
    [
        ("p", "pause: no request starts; again: go on"),
        ("+  -", "one request more, or less, in flight at once"),
        ("s", "stop: what is in flight is finished; again: at once"),
        ("q", "leave the view; the crawl goes on"),
        ("Tab  ← →", "another page"),
        ("↑ ↓", "move the page"),
        ("?", "this page; again: back"),
        ("Ctrl-C", "the same as s"),
    ];

    public static void Draw(Area area)
    {
        var below = area.Titled("keys");
        for (var row = 0; row < Keys.Length; row++)
        {
            below.Write(0, row, Keys[row].Key, Ink.Notice);
            below.Write(11, row, Keys[row].Text);
        }
    }
}
