using Crawling.Testing;
using Crawling.Testing.Faults;

namespace Crawling.Tests.Faults;

/// <summary>Crawls over everything that is broken: each ends by itself, says what was wrong, and leaves no healthy page out.</summary>
public sealed class FaultSuiteTests(FaultSiteFixture fixture) : IClassFixture<FaultSiteFixture>
{
    private static readonly IReadOnlyList<Fault> Crawled = [.. FaultSite.Faults.Except(RobotsFaults.All)];

    public static TheoryData<string> Names => [.. Crawled.Select(fault => fault.Name)];

    public static TheoryData<string> RobotsNames => [.. RobotsFaults.All.Where(fault => fault.Reasons.Count == 0).Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_fault_is_met_by_its_name_and_harms_no_other_page(string name)
    {
        var fault = FaultSite.Faults.Single(fault => fault.Name == name);

        var crawl = await FaultCrawl.RunAsync(fixture.Site, fault);

        AssertSound(crawl);
        AssertMet(fault, crawl);
    }

    [Fact]
    public async Task All_faults_in_one_crawl_are_met_by_their_names_and_harm_no_other_page()
    {
        var crawl = await FaultCrawl.RunAsync(fixture.Site, Crawled);

        AssertSound(crawl);
        Assert.All(Crawled, fault => AssertMet(fault, crawl));
        Assert.Equal(Crawled.Count(fault => fault.Reasons.Count > 0), crawl.Result.Statistics["failure/count"]);
    }

    [Theory]
    [MemberData(nameof(RobotsNames))]
    public async Task A_robots_txt_that_is_broken_can_be_read_and_forbids_no_page(string name)
    {
        var file = fixture.Site.Url(name).Origin + "/robots.txt";
        RobotsTxt? robots = null;
        var spider = new SpiderOf { Urls = [file], Parse = Read, Statuses = [403] };
        var options = new CrawlerOptions();
        options.Download.MaxBodySize = 4 << 20;
        fixture.Site.Configure(options);

        var result = await CrawlOnce.RunAsync(spider, options);

        Assert.Equal(0, result.Statistics["log_count/ERROR"]);
        Assert.True(robots is not null || result.Statistics["failure/count"] == 1);
        Assert.True(robots?.IsAllowed("crawler", fixture.Site.Url(name).Origin + $"/{new string('a', 2000)}b") ?? true);

        async IAsyncEnumerable<Output> Read(Response response)
        {
            await Task.Yield();
            robots = RobotsTxt.Parse(response.Body.Span);
            yield break;
        }
    }

    private void AssertSound(FaultCrawl crawl)
    {
        Assert.Null(crawl.Result.Error);
        Assert.Equal(CloseReason.Finished, crawl.Result.Reason);
        Assert.Equal(fixture.Site.HealthyPages, crawl.HealthyPages);
        Assert.Equal(0, crawl.Result.Statistics["log_count/ERROR"]);
    }

    private static void AssertMet(Fault fault, FaultCrawl crawl)
    {
        var failures = crawl.FailuresOf(fault);
        if (fault.Reasons.Count == 0)
        {
            Assert.Empty(failures.Select(failure => $"{fault}: {failure.Reason}: {failure.Exception}"));
            Assert.True(crawl.HasBrought(fault), $"{fault} has brought no response.");
            return;
        }

        Assert.False(crawl.HasBrought(fault), $"{fault} has brought a response.");
        var failure = Assert.Single(failures);
        Assert.True(fault.Reasons.Contains(failure.Reason), $"{fault}: {failure.Reason}: {failure.Exception}");
        Assert.True(crawl.Result.Statistics[$"failure/reason_count/{failure.Reason}"] > 0, $"{failure.Reason} is not counted.");
    }
}
