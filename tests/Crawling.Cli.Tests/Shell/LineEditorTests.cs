namespace Crawling.Cli.Tests.Shell;

public sealed class LineEditorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crawler-history-").FullName;

    private string HistoryFile => Path.Combine(_folder, "state", "history");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_usual_keys_edit_the_line()
    {
        Assert.Equal("ab", await TypeAsync(keys => keys.Text("xab").Press(ConsoleKey.Home).Press(ConsoleKey.Delete)));
        Assert.Equal("axb", await TypeAsync(keys => keys.Text("ab").Press(ConsoleKey.LeftArrow).Text("x")));
        Assert.Equal("abx", await TypeAsync(keys => keys.Text("ab").Control(ConsoleKey.A).Press(ConsoleKey.RightArrow).Control(ConsoleKey.E).Text("x")));
        Assert.Equal("b", await TypeAsync(keys => keys.Text("ab").Press(ConsoleKey.LeftArrow).Control(ConsoleKey.U)));
        Assert.Equal("a", await TypeAsync(keys => keys.Text("ab").Press(ConsoleKey.LeftArrow).Control(ConsoleKey.K)));
        Assert.Equal("one three", await TypeAsync(keys => keys.Text("one two ").Control(ConsoleKey.W).Text("three")));
        Assert.Equal("", await TypeAsync(keys => keys.Text("\U0001F600").Press(ConsoleKey.Backspace)));
    }

    [Fact]
    public async Task Earlier_lines_come_back_and_the_one_begun_too()
    {
        var history = new LineHistory(null);
        history.Add("first");
        history.Add("second");

        Assert.Equal("first", await TypeAsync(keys => keys.Press(ConsoleKey.UpArrow).Press(ConsoleKey.UpArrow).Press(ConsoleKey.UpArrow), history));
        Assert.Equal("begun", await TypeAsync(keys => keys.Text("begun").Press(ConsoleKey.UpArrow).Press(ConsoleKey.DownArrow), history));
    }

    [Fact]
    public async Task Tab_goes_as_far_as_all_names_go_then_shows_them()
    {
        var keys = new TypedKeys().Text("x.A").Press(ConsoleKey.Tab).Press(ConsoleKey.Tab).Press(ConsoleKey.Enter);

        var line = await new LineEditor(keys, new(null)).ReadAsync("> ", _ => Task.FromResult(new Completions(2, ["AbOne", "AbTwo"], [])), default);

        Assert.Equal("x.Ab", line.Text);
        Assert.Contains("AbOne  AbTwo", keys.Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ConsoleKey.C, "ab", "GivenUp")]
    [InlineData(ConsoleKey.D, "", "Closed")]
    public async Task Control_C_gives_a_line_up_and_control_D_ends_the_input(ConsoleKey key, string text, string end)
    {
        var line = await new LineEditor(new TypedKeys().Text(text).Control(key), new(null)).ReadAsync("> ", NoneAsync, default);

        Assert.Equal(end, line.End.ToString());
    }

    [Fact]
    public async Task A_line_longer_than_the_terminal_is_drawn_over_several_rows()
    {
        var keys = new TypedKeys(width: 10).Text("123456789").Press(ConsoleKey.Enter);

        await new LineEditor(keys, new(null)).ReadAsync("> ", NoneAsync, default);

        // The eleventh character is in the second row: the next drawing begins a row above.
        Assert.Contains("> 123456789\r\u001b[1C\u001b[1A\r\u001b[J> 123456789", keys.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public void The_history_is_kept_for_its_owner_only()
    {
        var history = new LineHistory(HistoryFile);
        history.Add("one");
        history.Add("one");
        history.Add(" ");
        history.Add("two");

        Assert.Equal(["one", "two"], new LineHistory(HistoryFile).Lines);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(HistoryFile));
        }
    }

    private static Task<Completions> NoneAsync(string before) => Task.FromResult(new Completions(before.Length, [], []));

    private static async Task<string> TypeAsync(Func<TypedKeys, TypedKeys> type, LineHistory? history = null)
    {
        var keys = type(new TypedKeys()).Press(ConsoleKey.Enter);
        return (await new LineEditor(keys, history ?? new(null)).ReadAsync("> ", NoneAsync, default)).Text;
    }
}
