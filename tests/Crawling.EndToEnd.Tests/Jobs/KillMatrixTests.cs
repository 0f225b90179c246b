using System.Runtime.CompilerServices;
using Crawling.Cli.Tests;
using Crawling.Testing;
using Xunit.Abstractions;

namespace Crawling.EndToEnd.Tests.Jobs;

/// <summary>A crawl of a thousand books, killed at random moments.</summary>
public sealed class KillMatrixTests(ProjectFolder project, ITestOutputHelper output) : IClassFixture<ProjectFolder>
{
    private const int Books = 1000;
    private const int InFlight = 5;
    private const int CommitWindow = 32;

    [Fact]
    public async Task A_crawl_that_is_killed_again_and_again_has_every_book_once_in_every_format()
    {
        var plan = new KillPlan();
        await using var site = await DemoSite.StartAsync(new DemoSiteOptions { PageDelay = TimeSpan.FromMilliseconds(20) });
        using var crawl = new JobCrawl(
            project,
            "books",
            await File.ReadAllTextAsync(InRepository("spiders/books.cs")),
            [.. site.ConnectTo.SelectMany(route => new[] { "--set", $"connectTo:{route.Key}={route.Value}" }), "--set", "download:verifyTls=false"]);

        output.WriteLine($"{plan.Kills} kills, seed {plan.Seed}");
        var underWay = 0;
        for (var kill = 0; kill < plan.Kills; kill++)
        {
            var goal = site.Requests + plan.NextRequests(kill, Books - Pages(site).Distinct().Count());
            crawl.Start();
            await crawl.ReachesAsync(() => site.Requests >= goal);
            await Task.Delay(plan.NextLag());
            await crawl.KillAsync();
            var kept = crawl.Look();
            underWay += kept.IsUnderWay ? 1 : 0;
            output.WriteLine($"kill {kill + 1}: {site.Requests} requests, {kept}");
        }

        await crawl.FinishAsync();

        var pages = Pages(site);
        var extra = pages.Count - pages.Distinct().Count();
        output.WriteLine($"{pages.Count} pages fetched, {extra} of them again; {underWay} kills between the first and the last acknowledgement");
        var books = crawl.Items("items.jsonl", "upc");
        Assert.Equal(Books, books.Distinct().Count());
        crawl.HasItems("upc", books.Distinct());
        Assert.InRange(underWay, plan.Kills * 3 / 4, plan.Kills);
        Assert.InRange(extra, 0, plan.Kills * (InFlight + CommitWindow));
    }

    private static List<string> Pages(DemoSite site) =>
        [.. site.RequestLog.Where(request => !request.EndsWith("/robots.txt", StringComparison.Ordinal))];

    private static string InRepository(string path, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", path);
}
