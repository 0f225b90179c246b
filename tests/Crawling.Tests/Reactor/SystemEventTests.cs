using Microsoft.Extensions.Logging;

namespace Crawling.Tests;

public class SystemEventTests
{
    [Fact]
    public void Triggers_are_called_phase_by_phase_in_the_order_of_adding()
    {
        using var loop = new LoopThread();
        List<string> ran = [];
        Add(loop, SystemEventPhase.After, "after", ran);
        Add(loop, SystemEventPhase.During, "during 1", ran);
        Add(loop, SystemEventPhase.Before, "before", ran);
        Add(loop, SystemEventPhase.During, "during 2", ran);

        loop.Reactor.FireSystemEvent("own").Wait(LoopThread.Patience);

        Assert.Equal(["before", "during 1", "during 2", "after"], ran);
    }

    [Fact]
    public void A_phase_waits_for_the_deferreds_of_the_one_before()
    {
        using var loop = new LoopThread();
        List<string> ran = [];
        var first = new Deferred();
        var second = new Deferred();
        loop.Reactor.AddSystemEventTrigger(SystemEventPhase.Before, "own", () => first);
        loop.Reactor.AddSystemEventTrigger(SystemEventPhase.Before, "own", () => second);
        Add(loop, SystemEventPhase.During, "during", ran);
        Add(loop, SystemEventPhase.After, "after", ran);

        var fired = loop.Reactor.FireSystemEvent("own");
        loop.Settle();
        second.Callback();
        loop.Settle();
        Assert.Empty(ran);
        Assert.False(fired.IsCompleted);

        first.Callback();
        fired.Wait(LoopThread.Patience);
        Assert.Equal(["during", "after"], ran);
    }

    [Fact]
    public void Triggers_run_on_the_loop_wherever_the_event_and_the_deferreds_come_from()
    {
        using var loop = new LoopThread();
        List<bool> inLoop = [];
        foreach (var phase in Enum.GetValues<SystemEventPhase>())
        {
            loop.Reactor.AddSystemEventTrigger(phase, "own", () =>
            {
                inLoop.Add(loop.Reactor.InLoop);
                var elsewhere = new Deferred();
                ThreadPool.QueueUserWorkItem(_ => elsewhere.Callback());
                return elsewhere;
            });
        }

        loop.Reactor.FireSystemEvent("own").Wait(LoopThread.Patience);

        Assert.Equal([true, true, true], inLoop);
    }

    [Fact]
    public void A_trigger_that_throws_or_fails_is_logged_with_the_event_and_stops_no_other()
    {
        using var loop = new LoopThread();
        List<string> ran = [];
        loop.Reactor.AddSystemEventTrigger(SystemEventPhase.Before, "own", () => throw new InvalidDataException("thrown"));
        loop.Reactor.AddSystemEventTrigger(SystemEventPhase.Before, "own", () =>
        {
            var failing = new Deferred();
            failing.Errback(new InvalidDataException("failed"));
            return failing;
        });
        Add(loop, SystemEventPhase.Before, "before", ran);
        Add(loop, SystemEventPhase.During, "during", ran);

        loop.Reactor.FireSystemEvent("own").Wait(LoopThread.Patience);

        Assert.Equal(["before", "during"], ran);
        Assert.Equal(["thrown", "failed"], loop.Log.Lines.Select(line => line.Error!.Message));
        Assert.All(loop.Log.Lines, line => Assert.Equal(LogLevel.Error, line.Level));
        Assert.All(loop.Log.Lines, line => Assert.Contains("own", line.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_removed_trigger_is_not_called()
    {
        using var loop = new LoopThread();
        List<string> ran = [];
        Add(loop, SystemEventPhase.Before, "removed", ran).Dispose();
        Add(loop, SystemEventPhase.Before, "kept", ran);

        loop.Reactor.FireSystemEvent("own").Wait(LoopThread.Patience);

        Assert.Equal(["kept"], ran);
    }

    [Fact]
    public void A_trigger_may_remove_the_next_one()
    {
        using var loop = new LoopThread();
        List<string> ran = [];
        IDisposable? next = null;
        loop.Reactor.AddSystemEventTrigger(SystemEventPhase.Before, "own", () =>
        {
            next!.Dispose();
            return null;
        });
        next = Add(loop, SystemEventPhase.Before, "next", ran);

        loop.Reactor.FireSystemEvent("own").Wait(LoopThread.Patience);

        Assert.Empty(ran);
    }

    [Fact]
    public void An_event_can_be_fired_again_and_concerns_nobody_else()
    {
        using var loop = new LoopThread();
        List<string> ran = [];
        Add(loop, SystemEventPhase.During, "own", ran);

        loop.Reactor.FireSystemEvent("another").Wait(LoopThread.Patience);
        Assert.Empty(ran);
        loop.Reactor.FireSystemEvent("own").Wait(LoopThread.Patience);
        loop.Reactor.FireSystemEvent("own").Wait(LoopThread.Patience);

        Assert.Equal(["own", "own"], ran);
    }

    [Fact]
    public void It_knows_whether_anybody_would_hear_an_event()
    {
        using var loop = new LoopThread();
        Assert.False(loop.Reactor.HasTriggers("own"));

        var trigger = Add(loop, SystemEventPhase.During, "own", []);
        Assert.True(loop.Reactor.HasTriggers("own"));
        Assert.False(loop.Reactor.HasTriggers("another"));

        trigger.Dispose();
        Assert.False(loop.Reactor.HasTriggers("own"));
    }

    [Fact]
    public void Start_and_stop_fire_their_events_once()
    {
        List<string> ran = [];
        var reactor = new Reactor();
        foreach (var name in new[] { "startup", "shutdown" })
        {
            reactor.AddSystemEventTrigger(SystemEventPhase.During, name, () =>
            {
                ran.Add(name);
                return null;
            });
        }

        reactor.CallWhenRunning(() =>
        {
            reactor.Stop();
            reactor.Stop();
        });
        reactor.Run();

        Assert.Equal(["startup", "shutdown"], ran);
    }

    [Fact]
    public void The_loop_leaves_when_the_shutdown_triggers_have_ended_and_makes_delayed_calls_until_then()
    {
        var loop = new LoopThread();
        var called = false;
        var closing = new Deferred(loop.Reactor);
        loop.Reactor.AddSystemEventTrigger(SystemEventPhase.Before, "shutdown", () => closing);
        loop.Reactor.CallLater(TimeSpan.FromSeconds(1), () => called = true);

        loop.Reactor.Stop();
        loop.Advance(1);
        Assert.True(called);
        Assert.True(loop.Reactor.IsRunning);

        closing.Callback();
        loop.Join();
        Assert.False(loop.Reactor.IsRunning);
    }

    [Fact]
    public void Stop_leaves_even_if_somebody_has_fired_shutdown_before()
    {
        var loop = new LoopThread();
        loop.Reactor.FireSystemEvent("shutdown").Wait(LoopThread.Patience);

        loop.Reactor.Stop();

        loop.Join();
    }

    [Fact]
    public void An_event_needs_a_name()
    {
        var reactor = new Reactor();

        Assert.Throws<ArgumentException>(() => reactor.FireSystemEvent(""));
        Assert.Throws<ArgumentException>(() => reactor.AddSystemEventTrigger(SystemEventPhase.Before, "", () => null));
    }

    private static IDisposable Add(LoopThread loop, SystemEventPhase phase, string name, List<string> ran) =>
        loop.Reactor.AddSystemEventTrigger(phase, "own", () =>
        {
            ran.Add(name);
            return null;
        });
}
