namespace Crawling.Cli.Tests.Progress;

public sealed class LiveLineWriterTests
{
    private const string Clear = "\r\x1b[K";

    private readonly StringWriter _terminal = new() { NewLine = "\n" };

    [Fact]
    public void A_new_line_takes_the_place_of_the_old()
    {
        var line = new LiveLineWriter(_terminal, () => 80);

        line.Show("1 page");
        line.Show("2 pages");

        Assert.Equal($"{Clear}1 page{Clear}2 pages", _terminal.ToString());
    }

    [Fact]
    public void What_is_written_scrolls_above_it_line_by_line()
    {
        var line = new LiveLineWriter(_terminal, () => 80) { NewLine = "\n" };
        line.Show("1 page");

        line.Write("half");
        line.Write(" a line");
        line.WriteLine("!");

        Assert.Equal($"{Clear}1 page{Clear}half a line!\n1 page", _terminal.ToString());
    }

    [Fact]
    public void It_is_cut_so_that_it_cannot_wrap()
    {
        new LiveLineWriter(_terminal, () => 5).Show("123456");

        Assert.Equal($"{Clear}1234", _terminal.ToString());
    }

    [Fact]
    public void In_the_end_it_is_gone_and_nothing_written_is_lost()
    {
        using (var line = new LiveLineWriter(_terminal, () => 80))
        {
            line.Show("1 page");
            line.Write("no end of line");
        }

        Assert.Equal($"{Clear}1 page{Clear}no end of line", _terminal.ToString());
    }
}
