using Crawling.Scheduling;
using Crawling.Throttling;

namespace Crawling.Tests.Scheduling;

public sealed class BusiestSlotsTests
{
    [Fact]
    public void Each_host_tells_what_it_does_and_how_long_it_waits()
    {
        using var loop = new SchedulerLoop(late: false, new SlotLimits(2, TimeSpan.Zero, false));
        var held = new List<LeasedRequest>();
        loop.Call(scheduler => scheduler.Gate = request =>
        {
            var passes = request.Entry.Slot != "robots";
            if (!passes)
            {
                held.Add(request);
            }

            return passes;
        });
        loop.Add("http://fetching/1", "http://fetching/2", "http://fetching/3", "http://fetching/4", "http://robots/1", "http://robots/2");
        var active = loop.TakeAll();
        loop.Add("http://resting/1");
        loop.Call(scheduler => scheduler.CoolDown("resting", TimeSpan.FromSeconds(30)));
        loop.Add(SchedulerLoop.Of("http://later/1").Next(new Request("http://later/1"), TimeSpan.FromSeconds(5), loop.Now));
        loop.Add("http://ready/1");
        loop.Advance(1);

        Assert.Equal(
            [
                new("fetching", HostState.Fetching, 2, 2, null),
                new("robots", HostState.AwaitingRobots, 2, 0, null),
                new("later", HostState.Delayed, 1, 0, TimeSpan.FromSeconds(4)),
                new("ready", HostState.Ready, 1, 0, null),
                new("resting", HostState.BackedOff, 1, 0, TimeSpan.FromSeconds(29)),
            ],
            loop.Call(scheduler => scheduler.Busiest(9, active)));
        Assert.Equal(2, held.Count);
    }

    [Fact]
    public void Of_many_hosts_those_are_told_that_have_something_in_flight_or_go_next()
    {
        using var loop = new SchedulerLoop(late: false, new SlotLimits(1, TimeSpan.Zero, false));
        loop.Add("http://fetching/1", "http://fetching/2");
        var active = loop.TakeAll();
        loop.Add([.. Enumerable.Range(0, 5000).Select(i => $"http://h{i}/")]);

        var told = loop.Call(scheduler => scheduler.Busiest(3, active));

        Assert.Equal(new HostSnapshot("fetching", HostState.Fetching, 1, 1, null), told[0]);
        Assert.Equal(3, told.Count);
        Assert.Equal(5001, loop.Slots);
    }
}
