namespace Crawling.Cli.Tests.Statistics;

public sealed class FailOnRuleTests
{
    private readonly CrawlStatistics _statistics = new();

    public FailOnRuleTests()
    {
        _statistics.Add("spider_exceptions/count", 10);
        _statistics.Add("item_scraped_count", 5);
        _statistics.Set("elapsed_time_seconds", 1.5);
        _statistics.Set("finish_reason", "finished");
    }

    [Theory]
    [InlineData("errors>9", true)]
    [InlineData("errors>10", false)]
    [InlineData("errors>=10", true)]
    [InlineData("errors <= 9", false)]
    [InlineData("items<6", true)]
    [InlineData("items=5", true)]
    [InlineData("items!=5", false)]
    [InlineData("drops>0", false)]
    [InlineData("drops=0", true)]
    [InlineData("item_scraped_count<6", true)]
    [InlineData("spider_exceptions/count>9.5", true)]
    [InlineData("elapsed_time_seconds>1.4", true)]
    [InlineData("finish_reason!=finished", false)]
    [InlineData("finish_reason=finished", true)]
    public void A_rule_compares_a_statistic_with_its_bound(string rule, bool isBroken) =>
        Assert.Equal(isBroken, FailOnRule.Parse(rule).IsBroken(_statistics));

    [Theory]
    [InlineData("")]
    [InlineData("errors")]
    [InlineData(">10")]
    [InlineData("errors>")]
    [InlineData("errors>many")]
    [InlineData("errors!10")]
    public void What_is_no_rule_is_refused_with_an_example(string rule) =>
        Assert.Contains("'errors>10'", Assert.Throws<SettingsException>(() => FailOnRule.Parse(rule)).Message, StringComparison.Ordinal);
}
