namespace Crawling.Cli.Tests.Live;

public sealed class LiveTerminalTests
{
    private readonly StringWriter _output = new();

    [Fact]
    public void Only_lines_that_have_changed_are_written_again()
    {
        var terminal = new LiveTerminal(_output, colors: true);
        terminal.Open();
        terminal.Show(Page("one", "two"));
        _output.GetStringBuilder().Clear();

        terminal.Show(Page("one", "new"));

        Assert.Equal("\x1b[?2026h\x1b[2;1H\x1b[32mnew\x1b[0m\x1b[?2026l", _output.ToString());
    }

    [Fact]
    public void After_a_resize_all_is_drawn_anew()
    {
        var terminal = new LiveTerminal(_output, colors: true);
        terminal.Open();
        terminal.Show(Page("one", "two"));
        _output.GetStringBuilder().Clear();

        terminal.Show(Page("one", "two", "three"));

        Assert.StartsWith("\x1b[?2026h\x1b[2J\x1b[1;1H", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_screen_is_given_back_once_and_nothing_is_shown_after_it()
    {
        var terminal = new LiveTerminal(_output, colors: false);
        terminal.Open();
        terminal.Close();
        terminal.Close();
        terminal.Show(Page("late"));

        Assert.Equal("\x1b[?1049h\x1b[?25l\x1b[?25h\x1b[?1049l", _output.ToString());
    }

    private static Canvas Page(params string[] lines)
    {
        var canvas = new Canvas(3, lines.Length);
        for (var y = 0; y < lines.Length; y++)
        {
            canvas.Area.Write(0, y, lines[y], Ink.Good);
        }

        return canvas;
    }
}
