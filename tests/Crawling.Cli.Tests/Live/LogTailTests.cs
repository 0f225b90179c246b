using Serilog.Events;

namespace Crawling.Cli.Tests.Live;

public sealed class LogTailTests
{
    [Fact]
    public void Lines_are_kept_without_colours_and_commands_to_the_terminal()
    {
        using var tail = new LogTail();

        tail.Write("12:00:00 \x1b[38;5;0011mWRN\x1b[0m half");
        tail.Write(" a line\r\nprinted \x1b]0;title\a\n12:00:01 INF unfinished");

        Assert.Equal([new("12:00:00 WRN half a line", LogEventLevel.Warning), new("printed \\u001b]0;title\\u0007", null)], tail.Lines);
        Assert.Equal([new("12:00:00 WRN half a line", LogEventLevel.Warning)], tail.Problems);
    }

    [Fact]
    public void The_oldest_go()
    {
        using var tail = new LogTail();
        for (var i = 0; i < 1000; i++)
        {
            tail.WriteLine($"12:00:00 ERR {i}");
        }

        Assert.Equal(("12:00:00 ERR 800", "12:00:00 ERR 999"), (tail.Lines[0].Text, tail.Lines[^1].Text));
        Assert.Equal("12:00:00 ERR 980", tail.Problems[0].Text);
    }
}
