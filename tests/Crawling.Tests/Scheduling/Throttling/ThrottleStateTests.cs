using System.Text;
using Crawling.Scheduling;
using Crawling.Testing;
using Crawling.Throttling;

namespace Crawling.Tests.Scheduling.Throttling;

/// <summary>What a job keeps of the pace of its hosts.</summary>
public sealed class ThrottleStateTests
{
    private readonly Dictionary<string, byte[]> _values = [];
    private ThrottleState? _state;

    [Fact]
    public void A_resumed_crawl_waits_for_what_is_left()
    {
        using (var loop = Begin(new SlotLimits(1, TimeSpan.FromSeconds(60), false)))
        {
            loop.Add("http://a.test/0", "http://a.test/1", "http://b.test/0");
            loop.Finish(loop.Take()!);
            loop.Call(scheduler => scheduler.CoolDown("b.test", TimeSpan.FromMinutes(5)));
            loop.Call(scheduler => scheduler.Drain());
            Save();
        }

        Assert.Equal(["throttle/a.test", "throttle/b.test"], _values.Keys.Order());
        Assert.Equal([("a.test", 60), ("b.test", 300)], Waits(TimeSpan.Zero));
        Assert.Equal([("a.test", 20), ("b.test", 260)], Waits(TimeSpan.FromSeconds(40)));
        Assert.Equal([("b.test", 200)], Waits(TimeSpan.FromSeconds(100)));
        Assert.Empty(Waits(TimeSpan.FromSeconds(300)));
    }

    [Fact]
    public void A_clock_that_was_set_back_makes_no_wait_longer()
    {
        _values["throttle/a.test"] = Encoding.UTF8.GetBytes("""{"At":"2027-01-01T00:00:00+00:00","Wait":"00:01:00","Learnt":null}""");

        Assert.Equal([("a.test", 60)], Waits(TimeSpan.Zero));
    }

    [Fact]
    public void After_a_crash_a_request_may_have_been_sent_since()
    {
        using (var loop = Begin(new SlotLimits(1, TimeSpan.FromSeconds(60), false)))
        {
            loop.Add("http://a.test/0", "http://a.test/1", "http://a.test/2");
            loop.Finish(loop.Take()!);
            Save();
            loop.Advance(60);
            Assert.NotNull(loop.Take());
        }

        // The process dies a second later: the next may go when the second request is a minute old.
        Assert.Equal([("a.test", 59)], Waits(TimeSpan.FromSeconds(61)));
    }

    [Fact]
    public void A_learnt_delay_is_kept_and_goes_on_from_there()
    {
        var limits = new SlotLimits(1, TimeSpan.Zero, false, new AutoThrottleOptions());
        using (var loop = Begin(limits))
        {
            loop.Add("http://a.test/0");
            loop.Take();
            loop.Call(scheduler => scheduler.Hear("a.test", HostAnswer.Of(loop.Now.UtcTicks, TimeSpan.FromSeconds(17), 200)));
            Save();
        }

        using var next = Begin(limits);
        next.Call(scheduler => scheduler.Claim(ClaimedRequests.None));
        next.Advance(34);
        next.Add("http://a.test/1", "http://a.test/2");
        next.Finish(next.Take()!);
        Assert.Equal(TimeSpan.FromSeconds(17), next.Wait);
    }

    [Fact]
    public void Only_changes_are_kept_and_nothing_of_hosts_that_are_done()
    {
        using var loop = Begin(new SlotLimits(1, TimeSpan.FromSeconds(2), false));
        loop.Add([.. Enumerable.Range(0, 1000).Select(i => $"http://host{i}/")]);
        Assert.Equal(1000, loop.Drive().Count);
        Assert.Equal(1000, Save());
        Assert.Equal(0, Save());

        loop.Advance(2);
        Assert.Null(loop.Take());
        Assert.Equal(1000, Save());
        Assert.Empty(_values);
    }

    [Fact]
    public void Where_nothing_waits_nothing_is_kept()
    {
        using var loop = Begin(new SlotLimits(1, TimeSpan.FromMilliseconds(100), false));
        loop.Add("http://a.test/0", "http://b.test/0");
        loop.Drive();

        Assert.Equal(0, Save());
    }

    private SchedulerLoop Begin(SlotLimits limits) => new(late: false, limits, state: time =>
    {
        _state = new ThrottleState(time);
        _state.Restore(_values);
        return _state;
    });

    private int Save()
    {
        StateChange[] changes = [.. _state!.TakeChanges()];
        foreach (var (key, value) in changes)
        {
            if (value is null)
            {
                _values.Remove(key);
            }
            else
            {
                _values[key] = value;
            }
        }

        return changes.Length;
    }

    /// <summary>How many seconds the hosts have to wait in a crawl that goes on after a time.</summary>
    private List<(string Slot, double Seconds)> Waits(TimeSpan after)
    {
        var time = new FakeTime();
        time.Advance(after);
        var state = new ThrottleState(time);
        state.Restore(_values);
        return [.. state.Restored.Where(slot => slot.Value.Wait > TimeSpan.Zero).Select(slot => (slot.Key, slot.Value.Wait.TotalSeconds)).Order()];
    }
}
