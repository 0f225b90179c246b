using Crawling.Throttling;

namespace Crawling.Tests.Scheduling.Throttling;

/// <summary>Limits that change while requests wait.</summary>
public sealed class LimitsTests : IDisposable
{
    private SchedulerLoop? _loop;

    public void Dispose() => _loop?.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Concurrency_holds_at_once_in_both_directions(bool late)
    {
        var loop = Begin(late, new SlotLimits(1, TimeSpan.Zero, false));
        var first = Assert.Single(loop.TakeAll());

        Use(loop.Pace with { Usual = loop.Pace.Usual with { Concurrency = 3 } });
        var (second, third) = (loop.Take()!, loop.Take()!);
        Assert.Null(loop.Take());

        Use(loop.Pace);
        loop.Finish(first);
        loop.Finish(second);
        Assert.Null(loop.Take());
        loop.Finish(third);
        Assert.Single(loop.TakeAll());
    }

    [Fact]
    public void A_shorter_delay_wakes_what_waits_and_a_longer_one_counts_from_the_last_request()
    {
        var loop = Begin(false, new SlotLimits(5, TimeSpan.FromSeconds(60), false));
        loop.Finish(loop.Take()!);
        Assert.Equal(TimeSpan.FromSeconds(60), loop.Wait);

        Use(loop.Pace with { Usual = loop.Pace.Usual with { Delay = TimeSpan.FromSeconds(10) } });
        Assert.Equal(TimeSpan.FromSeconds(10), loop.Wait);
        loop.Advance(4);
        Use(loop.Pace with { Usual = loop.Pace.Usual with { Delay = TimeSpan.FromSeconds(30) } });
        Assert.Equal(TimeSpan.FromSeconds(26), loop.Wait);
        Use(loop.Pace with { Usual = loop.Pace.Usual with { Delay = TimeSpan.Zero } });
        Assert.Equal(9, loop.Drive().Count);
    }

    [Fact]
    public void A_rest_that_the_host_has_asked_for_holds_whatever_the_delay()
    {
        var loop = Begin(false, new SlotLimits(5, TimeSpan.FromSeconds(10), false));
        loop.Finish(loop.Take()!);
        loop.Call(scheduler => scheduler.CoolDown("a.test", TimeSpan.FromSeconds(60)));

        Use(loop.Pace with { Usual = loop.Pace.Usual with { Delay = TimeSpan.Zero } });
        Assert.Equal(TimeSpan.FromSeconds(60), loop.Wait);
    }

    [Fact]
    public void Those_of_a_host_hold_for_that_host()
    {
        var loop = Begin(false, new SlotLimits(1, TimeSpan.Zero, false));
        loop.Add("http://b.test/0", "http://b.test/1");

        Use(loop.Pace with { Hosts = new([new("b.*", new() { ConcurrentRequests = 2 })]) });
        Assert.Equal(["a.test", "b.test", "b.test"], loop.TakeAll().Select(taken => taken.Entry.Slot).Order());
    }

    private SchedulerLoop Begin(bool late, SlotLimits limits)
    {
        _loop = new SchedulerLoop(late, limits);
        _loop.Add([.. Enumerable.Range(0, 10).Select(i => $"http://a.test/{i}")]);
        return _loop;
    }

    private void Use(CrawlPace pace) => _loop!.Call(scheduler => scheduler.Use(pace));
}
