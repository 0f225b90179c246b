using Crawling.Testing;

namespace Crawling.Tests.Faults;

/// <summary>Crawls over everything that is broken: each ends by itself, says what was wrong, and leaves no healthy page out.</summary>
public sealed class FaultSuiteTests(FaultSiteFixture fixture) : IClassFixture<FaultSiteFixture>
{
    public static TheoryData<string> Names => [.. FaultSite.Faults.Select(fault => fault.Name)];

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
        var faults = FaultSite.Faults.Where(fault => !fault.IsOfRobots).ToList();

        var crawl = await FaultCrawl.RunAsync(fixture.Site, faults);

        AssertSound(crawl);
        Assert.All(faults, fault => AssertMet(fault, crawl));
        Assert.Equal(faults.Count(fault => fault.Reasons.Count > 0), crawl.Result.Statistics["failure/count"]);
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
