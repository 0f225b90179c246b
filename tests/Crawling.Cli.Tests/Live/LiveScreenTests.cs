using System.Text.RegularExpressions;

namespace Crawling.Cli.Tests.Live;

public sealed class LiveScreenTests
{
    [Theory]
    [InlineData(120, 40)]
    [InlineData(300, 100)]
    public void A_large_terminal_shows_everything_at_once(int width, int height)
    {
        var screen = Draw(LiveStates.Busy, width, height);

        Assert.Matches(@"^shop  running  1:02:03  120\.0 MiB *$", screen[0]);
        Assert.Matches(@"pages    600  12\.5/s, avg 10\.0/s   items    400   7\.0/s, avg 6\.5/s   queue  1 234   in flight  3 of 5   failed   2", screen[1]);
        AssertRow(screen, @"^in 2\.0 MiB/s ─+ most 2\.0 MiB/s  status ─+");
        AssertRow(screen, @"^out 1\.0 KiB/s ─+ most 2\.0 KiB/s");
        AssertRow(screen, @"^hosts ─+ 5 in all  slowest hosts ─+");
        AssertRow(screen, @"^host +queue  state +pages +failed +latency  slow\.example +1\.2 s *$");
        AssertRow(screen, @"^fast\.example +1 000  fetching 3 +590 +1 +35 ms ");
        AssertRow(screen, @"^slow\.example +200  delay 2\.5 s ");
        AssertRow(screen, @"^angry\.example +30  back-off 58 s ");
        AssertRow(screen, @"^new\.example +4  waiting for robots ");
        AssertRow(screen, @"  404 +8 ▪");
        AssertRow(screen, @"  angry\.example +7 *$");
        AssertRow(screen, @"^\{""title"":""A lamp""\} +  12:00:00 Timeout");
        AssertRow(screen, "^12:00:00 WRN angry.example rests *$");
        Assert.Matches(@"^ overview  hosts  items  errors  log +p pause  \+ - concurrency  s stop  q leave  \? help$", screen[^1]);
    }

    [Fact]
    public void A_tiny_terminal_shows_the_numbers() => Assert.Equal(
        [
            "shop  running  1:02…",
            "pages    600  12.5/…",
            "items    400   7.0/…",
            "queue  1 234        ",
            " overview           ",
        ],
        Draw(LiveStates.Busy, 20, 5));

    [Theory]
    [InlineData(nameof(LivePage.Hosts), @"^fast\.example +1 000")]
    [InlineData(nameof(LivePage.Items), "A lamp")]
    [InlineData(nameof(LivePage.Errors), "Timeout http")]
    [InlineData(nameof(LivePage.Log), "INF 200")]
    [InlineData(nameof(LivePage.Help), "^q +leave the view")]
    public void A_page_has_the_room_for_itself(string page, string row)
    {
        var screen = Draw(LiveStates.Busy with { Page = Enum.Parse<LivePage>(page) }, 80, 24);

        AssertRow(screen, row);
        Assert.DoesNotContain(screen, line => line.Contains("most 2.0", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_size_is_filled_exactly()
    {
        for (var width = 1; width < 130; width += 3)
        {
            for (var height = 1; height < 45; height++)
            {
                var screen = Draw(LiveStates.Busy, width, height);
                Assert.Equal(height, screen.Length);
                Assert.All(screen, line => Assert.Equal(width, line.Length));
            }
        }
    }

    [Fact]
    public void Lists_show_the_newest_and_move_back()
    {
        var state = LiveStates.Busy with { Page = LivePage.Items, LastItems = [.. Enumerable.Range(0, 100).Select(i => $"item {i}")] };

        Assert.StartsWith("item 99 ", Draw(state, 80, 10)[^2], StringComparison.Ordinal);
        Assert.StartsWith("item 96 ", Draw(state with { Scroll = 3 }, 80, 10)[^2], StringComparison.Ordinal);
        Assert.StartsWith("item 0 ", Draw(state with { Scroll = 500 }, 80, 10)[4], StringComparison.Ordinal);
    }

    [Fact]
    public void A_character_of_double_width_takes_two_columns()
    {
        var canvas = new Canvas(6, 1);

        Assert.Equal(5, canvas.Area.Write(0, 0, "日本e\u0301"));
        Assert.Equal("日本e ", canvas.Text(0));
    }

    [Fact]
    public void The_graph_fills_two_numbers_a_column_and_four_steps_a_row()
    {
        var canvas = new Canvas(3, 2);

        BrailleGraph.Draw([1, 8, 4], 8, canvas.Area, Ink.Plain);

        Assert.Equal(("  ⡇", " ⢀⣿"), (canvas.Text(0), canvas.Text(1)));
    }

    private static string[] Draw(LiveState state, int width, int height)
    {
        var canvas = LiveScreen.Draw(state, width, height);
        return [.. Enumerable.Range(0, canvas.Height).Select(canvas.Text)];
    }

    private static void AssertRow(string[] screen, string pattern) =>
        Assert.True(Array.Exists(screen, line => Regex.IsMatch(line, pattern, RegexOptions.NonBacktracking)), $"No row is as {pattern}:\n{string.Join('\n', screen)}");
}
