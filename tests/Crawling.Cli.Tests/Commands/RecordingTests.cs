using Crawling.Testing;

namespace Crawling.Cli.Tests.Commands;

public sealed class RecordingTests : IDisposable
{
    private readonly ProjectFolder _project = new();

    public RecordingTests()
    {
        _project.Write("spiders/quotes.cs", """
            using Crawling;

            public sealed class Quotes : Spider
            {
                public sealed record Quote(string? Text) : Item;

                public override IEnumerable<string> StartUrls => ["http://quotes.toscrape.com/"];

                public override async IAsyncEnumerable<Output> ParseAsync(Response response)
                {
                    await Task.CompletedTask;
                    foreach (var text in response.Css("span.text::text").GetAll())
                    {
                        yield return new Quote(text);
                    }

                    foreach (var next in response.FollowAll(response.Css("li.next a")))
                    {
                        yield return next;
                    }
                }
            }
            """);
        _project.Compile();
    }

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task What_was_recorded_is_crawled_again_without_the_site_to_the_same_feed()
    {
        await using (var site = await DemoSite.StartAsync())
        {
            var way = site.ConnectTo.SelectMany(route => new[] { "--set", $"connectTo:{route.Key}={route.Value}" });
            var recorded = await _project.RunAsync(["crawl", "quotes", "-O", "recorded.jsonl", "--record", "quotes.warc.gz", "--quiet", .. way]);
            Assert.Equal((0, "", ""), (recorded.ExitCode, recorded.Output, recorded.Error));
        }

        var replayed = await _project.RunAsync("crawl", "quotes", "-O", "replayed.jsonl", "--replay", "quotes.warc.gz", "--quiet");

        Assert.Equal((0, "", ""), (replayed.ExitCode, replayed.Output, replayed.Error));
        Assert.Equal(100, _project.Read("replayed.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(_project.Read("recorded.jsonl"), _project.Read("replayed.jsonl"));
        (await _project.RunAsync("crawl", "quotes", "--replay", "other.warc.gz")).IsRefused("other.warc.gz", "--record");
    }
}
