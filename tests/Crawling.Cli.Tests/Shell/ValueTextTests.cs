namespace Crawling.Cli.Tests.Shell;

public sealed class ValueTextTests
{
    private sealed record Quote(string Text, string[] Tags) : Item;

    public static TheoryData<object?, string> Values => new()
    {
        { null, "null" },
        { "a\n\"b\"", "\"a\\n\\\"b\\\"\"" },
        { new string('x', 3000), $"\"{new string('x', 2000)}\"… (3000 characters)" },
        { '\'', "'\\''" },
        { 1.5m, "1.5" },
        { true, "true" },
        { FailureReason.Tls, "Tls" },
        { DateTime.UnixEpoch, "1970-01-01T00:00:00.0000000Z" },
        { (1, "a"), "(1, \"a\")" },
        { new[] { 1, 2 }, "Int32[] of 2\n  [0] 1\n  [1] 2" },
        { new List<string>(), "List<String> of 0" },
        { new Dictionary<string, int> { ["a"] = 1 }, "Dictionary<String, Int32> of 1\n  a: 1" },
        { new Quote("hi", ["x", "y"]), "Quote\n  Text = \"hi\"\n  Tags = [\"x\", \"y\"]" },
        { new { A = 1, B = new { C = 2 } }, "anonymous\n  A = 1\n  B = { C = 2 }" },
        { new ReadOnlyMemory<byte>([1, 2]), "2 bytes" },
        { typeof(List<int>), "List<Int32>" },
        { "\u001b[2J", "\"\\u001b[2J\"" },
        { Task.CompletedTask, "put await before it" },
    };

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public void A_value_shows_what_is_in_it(object? value, string expected) => Assert.Contains(expected, ValueText.Of(value), StringComparison.Ordinal);

    [Fact]
    public void Of_what_a_selector_finds_the_first_ten_are_shown_a_line_each()
    {
        var list = Selector.FromHtml(string.Concat(Enumerable.Range(1, 12).Select(i => $"<p>{i}\n  <b>x</b></p>"))).Css("p");

        var lines = ValueText.Of(list).Split('\n');

        Assert.Equal(["SelectorList of 12", "  [0] <p>1 <b>x</b></p>"], lines[..2]);
        Assert.Equal("  …", lines[^1]);
        Assert.Equal(12, lines.Length);
    }

    [Fact]
    public void A_response_shows_status_url_type_and_size()
    {
        var response = new Response(Url.Parse("http://site/"), 404, new HeaderList().Add("Content-Type", "text/plain"), new byte[2048]);

        Assert.Equal("404 http://site/ text/plain, 2.0 KiB", ValueText.Of(response));
    }

    [Fact]
    public async Task What_a_callback_yields_is_taken_only_as_far_as_it_is_shown()
    {
        var text = await ValueText.OfAsync(Endless(), default);

        Assert.Contains("[0] GET http://site/", text, StringComparison.Ordinal);
        Assert.EndsWith("…", text, StringComparison.Ordinal);

        static async IAsyncEnumerable<Output> Endless()
        {
            await ValueTask.CompletedTask;
            while (true)
            {
                yield return new Request(Url.Parse("http://site/"));
            }
        }
    }

    [Fact]
    public void A_property_that_throws_does_not_hide_the_others()
    {
        var text = ValueText.Of(new Broken());

        Assert.Contains("Good = 1", text, StringComparison.Ordinal);
        Assert.Contains("Bad = FormatException: no", text, StringComparison.Ordinal);
    }

    private sealed class Broken
    {
        public int Good => 1;

        public int Bad => throw new FormatException("no");
    }
}
