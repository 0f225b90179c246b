namespace Crawling.Cli.Tests.Commands;

public sealed class ParseCommandTests : IClassFixture<ParseCommandTests.Project>
{
    private readonly ProjectFolder _project;

    public ParseCommandTests(Project project) => _project = project.Folder;

    [Fact]
    public async Task What_callbacks_yield_is_shown_level_by_level_as_deep_as_asked_by_the_spider_that_the_url_is_for()
    {
        var outcome = await _project.RunAsync("parse", "http://quotes.toscrape.com/", "--demo", "--depth", "2", "--meta", """{"page": 1}""", "-a", "most=1");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(
            [
                "Level 1: 1 page, 1 item, 1 request",
                """{"page":1,"text":"first"}""",
                "Request                                Callback",
                "GET http://quotes.toscrape.com/page/2/ ParseNextAsync",
                "Level 2: 1 page, 1 item, 0 requests",
                """{"path":"/page/2/"}""",
            ],
            outcome.OutputLines.Select(line => line.TrimEnd()));
    }

    [Fact]
    public async Task A_callback_may_be_named_and_its_items_go_through_the_pipelines_if_asked()
    {
        var outcome = await _project.RunAsync(
            "parse", "http://quotes.toscrape.com/page/3/", "--demo", "--spider", "walk", "--callback", "ParseNext", "--pipelines", "--set", "items:key:0=path");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(["Level 1: 1 page, 1 item, 0 requests", """{"path":"/page/3/"}"""], outcome.OutputLines);
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_in_a_line()
    {
        (await _project.RunAsync("parse", "http://quotes.toscrape.com/", "--spider", "walk", "--callback", "ParseNxt")).IsRefused("'walk'", "'ParseNxt'", "ParseNextAsync");
        (await _project.RunAsync("parse", "http://example.com/")).IsRefused("example.com", "--spider", "walk");
        var outcome = await _project.RunAsync("parse", "http://quotes.toscrape.com/nope", "--demo");
        Assert.Equal((1, "crawler: http://quotes.toscrape.com/nope: HttpStatus: it answered 404\n"), (outcome.ExitCode, outcome.Error));
    }

    public sealed class Project : IDisposable
    {
        public Project()
        {
            Folder.Write("spiders/walk.cs", """
                using Crawling;

                public sealed class Walk : Spider
                {
                    public int Most { get; set; } = 2;

                    public override IReadOnlyCollection<string> AllowedDomains => ["toscrape.com"];

                    public override async IAsyncEnumerable<Output> ParseAsync(Response response)
                    {
                        await Task.CompletedTask;
                        yield return Output.From(new { Page = (int)response.Meta["page"]!, Text = "first" });
                        foreach (var next in response.FollowAll(response.Css("li.next a"), ParseNextAsync).Take(Most))
                        {
                            yield return next;
                        }
                    }

                    private async IAsyncEnumerable<Output> ParseNextAsync(Response response)
                    {
                        await Task.CompletedTask;
                        yield return Output.From(new { response.Url.Path });
                        if (response.Url.Path == "/page/3/")
                        {
                            yield return Output.From(new { response.Url.Path });
                        }
                    }
                }
                """);
            Folder.Write("spiders/other.cs", ProjectFolder.SpiderCode("Other"));
            Folder.Compile();
        }

        public ProjectFolder Folder { get; } = new();

        public void Dispose() => Folder.Dispose();
    }
}
