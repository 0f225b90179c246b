using Crawling.Robots;
using Crawling.Scheduling;
using Crawling.Throttling;

namespace Crawling.Tests.Scheduling;

/// <summary>Requests that are held until something is known of their host.</summary>
public sealed class GateTests : IDisposable
{
    private readonly List<LeasedRequest> _held = [];
    private SchedulerLoop? _loop;

    public void Dispose() => _loop?.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_slot_holds_no_more_than_may_go_at_once_and_keeps_no_other_slot(bool late)
    {
        var loop = Loop(late, new SlotLimits(3, TimeSpan.Zero, false));
        loop.Add([.. Enumerable.Range(0, 10).Select(i => $"http://held/{i}"), "http://free/0", "http://free/1"]);

        Assert.Equal(["http://free/0", "http://free/1"], loop.Drive().Order());
        Assert.Equal(["http://held/0", "http://held/1", "http://held/2"], _held.Select(request => request.Entry.Request.Url.Href));
        Assert.Equal(10, loop.Queued);
        Assert.False(loop.IsDone);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_held_goes_first_and_in_its_order(bool late)
    {
        var loop = Loop(late, new SlotLimits(3, TimeSpan.Zero, false));
        loop.Add([.. Enumerable.Range(0, 5).Select(i => $"http://held/{i}")]);
        Assert.Null(loop.Take());
        Open(loop);

        Assert.Equal([.. Enumerable.Range(0, 5).Select(i => $"http://held/{i}")], loop.Drive());
        Assert.True(loop.IsDone);
        Assert.Equal(0, loop.Slots);
    }

    [Fact]
    public void A_fetch_that_may_go_passes_those_that_are_held_in_its_slot_and_only_it_is_delayed_for()
    {
        var loop = Loop(false, new SlotLimits(1, TimeSpan.FromSeconds(10), false));
        loop.Add("http://held/0", "http://held/1");
        Assert.Null(loop.Take());
        loop.Call(scheduler => scheduler.Add(SchedulerLoop.Of("http://held/robots.txt"), new SubRequest { IsRobots = true }));

        loop.Release(loop.Take()!);
        Open(loop);
        Assert.Null(loop.Take());
        loop.Advance(10);
        Assert.Equal("http://held/0", loop.TakeUrl());
    }

    [Fact]
    public void A_crawl_that_drains_gives_back_what_is_held()
    {
        var loop = Loop(false, new SlotLimits(3, TimeSpan.Zero, false));
        loop.Add("http://held/0", "http://held/1");
        Assert.Null(loop.Take());
        Assert.Equal(2, loop.Held.Leased);
        loop.Call(scheduler => scheduler.Drain());

        Assert.Equal(0, loop.Held.Leased);
        Open(loop);
        Assert.Null(loop.Take());
        Assert.Equal(2, loop.Queued);
    }

    [Fact]
    public void After_a_request_that_was_not_sent_the_next_goes_without_delay()
    {
        var loop = Loop(false, new SlotLimits(1, TimeSpan.FromSeconds(10), false));
        loop.Add("http://a/0", "http://a/1", "http://a/2");
        var unsent = loop.Take()!;
        loop.Call(scheduler => scheduler.Release(unsent, wasSent: false));

        loop.Release(loop.Take()!);
        Assert.Null(loop.Take());
    }

    [Fact]
    public void A_cool_down_that_came_meanwhile_holds_though_a_request_was_not_sent()
    {
        var loop = Loop(false, new SlotLimits(1, TimeSpan.FromSeconds(10), false));
        loop.Add("http://a/0", "http://a/1");
        var unsent = loop.Take()!;
        loop.Call(scheduler => scheduler.CoolDown("a", TimeSpan.FromSeconds(60)));
        loop.Call(scheduler => scheduler.Release(unsent, wasSent: false));

        Assert.Null(loop.Take());
        Assert.Equal(TimeSpan.FromSeconds(60), loop.Wait);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(40)]
    public void The_longer_of_delay_and_crawl_delay_holds(int delay)
    {
        var loop = Loop(false, new SlotLimits(5, TimeSpan.FromSeconds(delay), false));
        loop.Call(scheduler => scheduler.Gate = request =>
        {
            request.Robots = new RobotsAnswer { Origin = "http://a", CrawlDelay = TimeSpan.FromSeconds(30), Expires = DateTimeOffset.MaxValue };
            return true;
        });
        loop.Add("http://a/0", "http://a/1", "http://a/2");

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal($"http://a/{i}", loop.TakeUrl());
            Assert.Null(loop.Take());
            Assert.Equal(TimeSpan.FromSeconds(Math.Max(delay, 30)), loop.Wait);
            loop.Advance(Math.Max(delay, 30));
        }
    }

    /// <summary>A scheduler whose gate holds the host "held".</summary>
    private SchedulerLoop Loop(bool late, SlotLimits limits)
    {
        _loop = new SchedulerLoop(late, limits);
        _loop.Call(scheduler => scheduler.Gate = request =>
        {
            if (request.Entry.Slot != "held" || request.SubRequest is not null)
            {
                return true;
            }

            _held.Add(request);
            return false;
        });
        return _loop;
    }

    private void Open(SchedulerLoop loop) => loop.Call(scheduler =>
    {
        scheduler.Gate = static _ => true;
        _held.ForEach(scheduler.Readmit);
    });
}
