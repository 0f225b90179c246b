namespace Crawling.Cli.Tests.Shell;

public sealed class ScriptSessionTests : IClassFixture<ScriptSessionTests.Started>
{
    private readonly ScriptSession _session;

    public ScriptSessionTests(Started started) => _session = started.Session;

    [Theory]
    [InlineData("1 + 1", true)]
    [InlineData("var x = 1;", true)]
    [InlineData("int Twice(int x) {", false)]
    [InlineData("response.Css(", false)]
    [InlineData("nonsense;", true)]
    [InlineData("/* half", false)]
    public void Code_is_complete_if_no_further_line_could_be_missing(string code, bool isComplete) =>
        Assert.Equal(isComplete, ScriptSession.IsComplete(code));

    [Theory]
    [InlineData("response.Cs", "Css", 9)]
    [InlineData("response.css", "Css", 9)]
    [InlineData("resp", "response", 0)]
    [InlineData("response.Url.Ho", "Host", 13)]
    [InlineData("response.Css(\"a\").Select(a => a.Attrib", "Attributes", 32)]
    [InlineData("Url.TryPa", "TryParse", 4)]
    [InlineData("response?.Stat", "Status", 10)]
    [InlineData("kept.Leng", "Length", 5)]
    public async Task The_word_before_the_caret_is_completed(string code, string name, int start)
    {
        await _session.EvaluateAsync("var kept = \"text\";", default);

        var found = _session.Complete(code);

        Assert.Equal((name, start), (Assert.Single(found.Names), found.Start));
    }

    [Theory]
    [InlineData("response.Css(\"a.")]
    [InlineData("nonsense.")]
    [InlineData("response.NoSuch")]
    public void Nothing_is_completed_in_a_text_or_of_what_is_unknown(string code) => Assert.Empty(_session.Complete(code).Names);

    [Fact]
    public void An_empty_word_may_become_any_name_of_the_shell_and_a_whole_one_shows_what_it_is()
    {
        Assert.Equal(["fetch", "help", "request", "response", "view"], _session.Complete("").Names);
        Assert.Equal(["SelectorList Response.Css(string query)"], _session.Complete("response.Css").Signatures);
    }

    [Fact]
    public async Task What_was_declared_before_code_threw_stays_and_what_was_given_up_does_not()
    {
        var failed = await _session.EvaluateAsync("var before = 1; throw new Exception(\"boom\");", default);
        Assert.Equal("boom", failed.Error?.Message);
        Assert.Equal(new Evaluation(1, true, null), await _session.EvaluateAsync("before", default));

        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _session.EvaluateAsync("var late = 1;", stop.Token));
        await Assert.ThrowsAsync<CompilationException>(() => _session.EvaluateAsync("late", default));
    }

    [Fact]
    public async Task An_expression_has_a_value_be_it_null_and_a_statement_has_none()
    {
        Assert.True((await _session.EvaluateAsync("response.Css(\"nope\").Get()", default)).HasValue);
        Assert.False((await _session.EvaluateAsync("var nothing = 1;", default)).HasValue);
        Assert.False((await _session.EvaluateAsync("Console.Out.Flush()", default)).HasValue);
    }

    public sealed class Started : IAsyncLifetime
    {
        internal ScriptSession Session { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            var page = new Response(Url.Parse("http://site/"), headers: new HeaderList().Add("Content-Type", "text/html"), body: "<h1>Hello</h1>"u8.ToArray());
            Session = await ScriptSession.StartAsync(
                ShellGlobals.Create(null, (_, _) => throw new NotSupportedException(), page, TextWriter.Null), spiders: null);
        }

        public Task DisposeAsync() => Task.CompletedTask;
    }
}
