using Crawling.Engine;
using Crawling.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Tests.Engine;

public sealed class CloseRulesTests
{
    [Theory]
    [InlineData("close:pages=3", "closespider_pagecount")]
    [InlineData("close:items=3", "closespider_itemcount")]
    [InlineData("close:errors=2", "closespider_errorcount")]
    [InlineData("close:bytes=3000", "closespider_bytecount")]
    [InlineData("close:pagesWithoutItem=5", "closespider_pagecount_no_item")]
    [InlineData("close:after=1s", "closespider_timeout")]
    [InlineData("close:afterNoItem=1s", "closespider_timeout_no_item")]
    public async Task A_crawl_that_reaches_a_limit_is_closed_with_its_name(string setting, string reason)
    {
        await using var site = await LoopbackSite.StartAsync(path => path + new string('x', 1000));
        var time = new FakeTime();
        await using var services = new ServiceCollection().AddSingleton<TimeProvider>(time).BuildServiceProvider();
        var endless = new SpiderOf { Urls = [site.Url("/0")], Parse = Parse };

        var result = await CrawlOnce.RunAsync(endless, Settings.Of(setting), services);

        Assert.Equal(reason, result.Reason.Name);
        Assert.InRange(site.Requests.Count, 1, 20);

        // Items on the first pages only; a second goes by on a later one.
        async IAsyncEnumerable<Output> Parse(Response response)
        {
            await Task.CompletedTask;
            if (response.Depth == 5)
            {
                time.Advance(TimeSpan.FromSeconds(1));
            }

            yield return response.Follow($"/{response.Depth + 1}");
            if (response.Depth < 4)
            {
                yield return new DynamicItem();
            }

            if (response.Depth is 2 or 3)
            {
                throw new FormatException("on purpose");
            }
        }
    }

    [Fact]
    public void Each_item_gives_the_time_without_one_anew()
    {
        var time = new FakeTime();
        var reactor = new Reactor(time);
        var reasons = new List<string>();
        var rules = new CloseRules(new CloseOptions { AfterNoItem = TimeSpan.FromMinutes(1) }, reactor, reason => reasons.Add(reason.Name));
        reactor.CallWhenRunning(() =>
        {
            rules.Start();
            time.Advance(TimeSpan.FromSeconds(50));
            rules.CountItem();
            time.Advance(TimeSpan.FromSeconds(50));
            reactor.Post(() => reactor.Post(() =>
            {
                Assert.Empty(reasons);
                time.Advance(TimeSpan.FromSeconds(10));
                reactor.Post(() => reactor.Post(reactor.Stop));
            }));
        });

        reactor.Run();

        Assert.Equal(["closespider_timeout_no_item"], reasons);
    }
}
