namespace Crawling.Cli.Tests.Commands;

public sealed class CheckCommandTests : IDisposable
{
    private readonly ProjectFolder _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Each_contract_is_a_line_and_one_that_fails_is_exit_code_1()
    {
        _project.Write("spiders/quotes.cs", """
            using Crawling;

            public sealed class Quotes : Spider
            {
                public sealed record Quote(string? Text, string? Author) : Item;

                [Sample("https://quotes.toscrape.com/")]
                [Returns(items: "1..", requests: "0")]
                [Scrapes("text")]
                public override async IAsyncEnumerable<Output> ParseAsync(Response response)
                {
                    await Task.CompletedTask;
                    yield return new Quote(response.Css("span.text::text").Get(), null);
                    yield return response.Follow("/page/2/", MissingAsync);
                }

                [Sample("https://quotes.toscrape.com/no-such-page/")]
                private IAsyncEnumerable<Output> MissingAsync(Response response) => throw new InvalidOperationException();
            }
            """);
        _project.Compile();

        var outcome = await _project.RunAsync("check", "--demo", "--quiet");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(
            [
                "failed  quotes MissingAsync https://quotes.toscrape.com/no-such-page/: runs, but the page answered 404",
                "failed  quotes ParseAsync https://quotes.toscrape.com/: returns 0 requests, but it returned 1",
                "ok      quotes ParseAsync https://quotes.toscrape.com/: returns at least 1 items",
                "ok      quotes ParseAsync https://quotes.toscrape.com/: scrapes text",
            ],
            outcome.OutputLines[..^1].Order(StringComparer.Ordinal));
        Assert.Equal("2 ok, 2 failed", outcome.OutputLines[^1]);
    }
}
