using Crawling.Cli.Tests;
using Xunit.Abstractions;

namespace Crawling.EndToEnd.Tests.Jobs;

/// <summary>A crawl with all that makes its way through the queue uneven, killed at random moments.</summary>
public sealed class MixedCrawlTests(ProjectFolder project, ITestOutputHelper output) : IClassFixture<ProjectFolder>
{
    private const string Spider = """
        using Crawling;

        public sealed class Mixed : Spider
        {
            public string Site { get; set; } = "";

            public int Starts { get; set; }

            public override async IAsyncEnumerable<Output> StartAsync()
            {
                for (var page = 0; page < Starts; page++)
                {
                    await Task.Yield();
                    yield return new Request($"{Site}/page/{page}") { Priority = page % 5 };
                    if (page % 4 == 0)
                    {
                        yield return new Page($"start {page}");
                    }
                }
            }

            public override async IAsyncEnumerable<Output> ParseAsync(Response response)
            {
                await Task.Yield();
                yield return new Page(response.Url.Path.Split('/')[^1]);
                foreach (var link in response.FollowAll(response.Css("a"), ParseLinkAsync))
                {
                    yield return link with { Priority = response.Depth % 3, Meta = new Dictionary<string, object?> { ["from"] = response.Url } };
                }
            }

            public async IAsyncEnumerable<Output> ParseLinkAsync(Response response)
            {
                if (response.Meta["from"] is null)
                {
                    throw new InvalidOperationException("The request has lost its past.");
                }

                await foreach (var output in ParseAsync(response))
                {
                    yield return output;
                }
            }

            private sealed record Page(string Id) : Item;
        }
        """;

    [Theory]
    [InlineData("frontier:order=firstInFirstOut")]
    [InlineData("frontier:order=lastInFirstOut")]
    [InlineData(
        "cache:policy=rfc9111", "items:key=id", "autoThrottle:enabled=true", "autoThrottle:startDelay=00:00:00.005", "autoThrottle:maxDelay=00:00:00.01",
        "traps:urlsPerPattern=1000", "traps:pagesPerHost=1000")]
    public async Task Retries_redirects_cookies_priorities_and_items_of_the_start_are_each_done_once(params string[] settings)
    {
        var plan = new KillPlan();
        output.WriteLine($"{plan.Kills} kills, seed {plan.Seed}");
        await using var site = await MixedSite.StartAsync(plan.Seed);
        using var crawl = new JobCrawl(
            project,
            "mixed",
            Spider,
            [
                "-a", $"site={site.Address}", "-a", $"starts={MixedSite.Starts}", "--set", "retry:baseDelay=00:00:00.2",
                .. settings.SelectMany(setting => new[] { "--set", setting }),
            ]);
        for (var kill = 0; kill < plan.Kills; kill++)
        {
            var goal = site.Requests + plan.NextRequests(kill, site.Items.Count - site.Requests);
            crawl.Start();
            await crawl.ReachesAsync(() => site.Requests >= goal);
            await Task.Delay(plan.NextLag());
            await crawl.KillAsync();
            output.WriteLine($"kill {kill + 1}: {site.Requests} requests, {crawl.Look()}");
        }

        await crawl.FinishAsync();

        crawl.HasItems("id", site.Items);
    }
}
