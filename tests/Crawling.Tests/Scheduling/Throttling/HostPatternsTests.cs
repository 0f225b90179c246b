using Crawling.Throttling;

namespace Crawling.Tests.Scheduling.Throttling;

public sealed class HostPatternsTests
{
    [Theory]
    [InlineData("*", true)]
    [InlineData("a.test", true)]
    [InlineData("*.a.test", true)]
    [InlineData("shop-*.a.test", true)]
    [InlineData("10.0.0.*", true)]
    [InlineData("[::1]", true)]
    [InlineData("*.Bücher.test", true)]
    [InlineData("", false)]
    [InlineData("http://a.test", false)]
    [InlineData("a.test:80", false)]
    [InlineData("a.test/b", false)]
    [InlineData("me@a.test", false)]
    [InlineData("a b", false)]
    public void A_pattern_is_a_host_name_with_stars(string text, bool isPattern) => Assert.Equal(isPattern, HostPatterns.IsPattern(text));

    [Theory]
    [InlineData("other.test", 1)]
    [InlineData("a.test", 1)]
    [InlineData("b.a.test", 2)]
    [InlineData("www.b.a.test", 2)]
    [InlineData("shop-1.a.test", 3)]
    [InlineData("shop-2.a.test", 4)]
    [InlineData("SHOP-2.A.TEST", 4)]
    [InlineData("x.xn--bcher-kva.test", 5)]
    [InlineData("[::1]", 6)]
    public void The_most_specific_pattern_wins(string slot, int concurrency)
    {
        var pace = Pace(
            ("shop-2.a.test", new() { ConcurrentRequests = 4 }),
            ("*.a.test", new() { ConcurrentRequests = 2 }),
            ("shop-*.a.test", new() { ConcurrentRequests = 3 }),
            ("*.BÜCHER.test", new() { ConcurrentRequests = 5 }),
            ("[::1]", new() { ConcurrentRequests = 6 }));

        Assert.Equal(concurrency, pace.LimitsOf(slot).Concurrency);
    }

    [Fact]
    public void What_a_pattern_does_not_say_comes_from_the_next_one_and_last_from_the_settings_of_all()
    {
        var pace = Pace(
            ("*.a.test", new() { Delay = TimeSpan.FromSeconds(2), AutoThrottle = true }),
            ("b.a.test", new() { Delay = TimeSpan.FromSeconds(3), RandomizeDelay = false }),
            ("c.a.test", new() { AutoThrottle = false }));

        Assert.Equal(new SlotLimits(1, TimeSpan.FromSeconds(3), false, pace.AutoThrottle), pace.LimitsOf("b.a.test"));
        Assert.Equal(new SlotLimits(1, TimeSpan.FromSeconds(2), true), pace.LimitsOf("c.a.test"));
        Assert.Same(pace.Usual, pace.LimitsOf("a.test"));
        Assert.True(pace.Learns);
    }

    [Fact]
    public void Between_two_equally_specific_ones_the_result_is_always_the_same()
    {
        (string, HostPaceOptions)[] both = [("a*.test", new() { ConcurrentRequests = 2 }), ("*a.test", new() { ConcurrentRequests = 3 })];

        Assert.Equal(Pace(both).LimitsOf("aa.test"), Pace([.. both.Reverse()]).LimitsOf("aa.test"));
    }

    private static CrawlPace Pace(params (string Pattern, HostPaceOptions Pace)[] hosts) => CrawlPace.Of(new CrawlerOptions
    {
        ConcurrentRequestsPerHost = 1,
        Hosts = hosts.ToDictionary(host => host.Pattern, host => host.Pace),
    });
}
