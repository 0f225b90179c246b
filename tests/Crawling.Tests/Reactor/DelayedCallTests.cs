namespace Crawling.Tests;

public class DelayedCallTests
{
    [Fact]
    public void A_countdown_counts_and_then_stops_the_loop()
    {
        using var loop = new LoopThread();
        List<int> counted = [];
        void Count(int left)
        {
            if (left == 0)
            {
                loop.Reactor.Stop();
                return;
            }

            counted.Add(left);
            loop.Reactor.CallLater(TimeSpan.FromSeconds(1), () => Count(left - 1));
        }

        loop.Call(() => Count(5));
        for (var second = 1; second < 5; second++)
        {
            loop.Advance(1);
            Assert.Equal(second + 1, counted.Count);
        }

        loop.Time.Advance(TimeSpan.FromSeconds(1));
        loop.Join();

        Assert.Equal([5, 4, 3, 2, 1], counted);
    }

    [Fact]
    public void Calls_are_made_in_the_order_of_their_time_then_of_their_making()
    {
        using var loop = new LoopThread();
        List<string> ran = [];
        foreach (var (seconds, name) in new[] { (3, "c"), (1, "a"), (2, "b1"), (2, "b2"), (1, "a2") })
        {
            loop.Reactor.CallLater(TimeSpan.FromSeconds(seconds), () => ran.Add(name));
        }

        loop.Advance(3);

        Assert.Equal(["a", "a2", "b1", "b2", "c"], ran);
    }

    [Fact]
    public void A_call_is_not_made_before_its_time()
    {
        using var loop = new LoopThread();
        var called = 0;
        loop.Reactor.CallLater(TimeSpan.FromSeconds(2), () => called++);

        loop.Advance(1.999);
        Assert.Equal(0, called);
        loop.Advance(0.001);
        Assert.Equal(1, called);
        loop.Advance(10);
        Assert.Equal(1, called);
    }

    [Fact]
    public void A_cancelled_call_is_not_made()
    {
        using var loop = new LoopThread();
        var called = false;
        var call = loop.Reactor.CallLater(TimeSpan.FromSeconds(1), () => called = true);
        Assert.True(call.Active);

        call.Cancel();
        call.Cancel();
        loop.Advance(2);

        Assert.False(call.Active);
        Assert.False(called);
    }

    [Fact]
    public void A_call_may_cancel_one_that_is_due_with_it()
    {
        using var loop = new LoopThread();
        var called = false;
        DelayedCall? second = null;
        loop.Reactor.CallLater(TimeSpan.FromSeconds(1), () => second!.Cancel());
        second = loop.Reactor.CallLater(TimeSpan.FromSeconds(1), () => called = true);

        loop.Advance(1);

        Assert.False(called);
    }

    [Fact]
    public void A_delayed_call_is_put_off_from_when_it_was_due()
    {
        using var loop = new LoopThread();
        var called = false;
        var call = loop.Reactor.CallLater(TimeSpan.FromSeconds(10), () => called = true);

        loop.Advance(4);
        call.Delay(TimeSpan.FromSeconds(5));
        Assert.Equal(loop.Time.GetUtcNow() + TimeSpan.FromSeconds(11), call.DueAt);
        loop.Advance(10.9);
        Assert.False(called);
        loop.Advance(0.1);

        Assert.True(called);
    }

    [Fact]
    public void A_reset_call_is_due_so_long_from_now_be_it_sooner_or_later()
    {
        using var loop = new LoopThread();
        List<string> ran = [];
        var sooner = loop.Reactor.CallLater(TimeSpan.FromSeconds(10), () => ran.Add("sooner"));
        var later = loop.Reactor.CallLater(TimeSpan.FromSeconds(3), () => ran.Add("later"));

        loop.Advance(2);
        sooner.Reset(TimeSpan.FromSeconds(1));
        later.Reset(TimeSpan.FromSeconds(4));
        loop.Advance(1);
        Assert.Equal(["sooner"], ran);
        loop.Advance(2.9);
        Assert.Equal(["sooner"], ran);
        loop.Advance(0.1);

        Assert.Equal(["sooner", "later"], ran);
    }

    [Fact]
    public void A_call_moved_there_and_back_is_made_once()
    {
        using var loop = new LoopThread();
        var called = 0;
        var call = loop.Reactor.CallLater(TimeSpan.FromSeconds(1), () => called++);

        call.Reset(TimeSpan.FromSeconds(5));
        call.Reset(TimeSpan.FromSeconds(1));
        call.Delay(TimeSpan.Zero);
        loop.Advance(10);

        Assert.Equal(1, called);
    }

    [Fact]
    public void It_says_when_it_is_due()
    {
        using var loop = new LoopThread();

        var call = loop.Reactor.CallLater(TimeSpan.FromSeconds(0.57), () => { });

        Assert.Equal(loop.Time.GetUtcNow() + TimeSpan.FromSeconds(0.57), call.DueAt);
    }

    [Fact]
    public void A_call_that_was_made_or_cancelled_cannot_be_moved()
    {
        using var loop = new LoopThread();
        var made = loop.Reactor.CallLater(TimeSpan.FromSeconds(1), () => { });
        var cancelled = loop.Reactor.CallLater(TimeSpan.FromSeconds(2), () => { });
        cancelled.Cancel();
        loop.Advance(1);

        Assert.False(made.Active);
        Assert.Throws<InvalidOperationException>(() => made.Delay(TimeSpan.FromSeconds(1)));
        Assert.Throws<InvalidOperationException>(() => cancelled.Reset(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void A_call_is_no_longer_active_while_it_is_made()
    {
        using var loop = new LoopThread();
        var active = true;
        DelayedCall? call = null;
        call = loop.Reactor.CallLater(TimeSpan.FromSeconds(1), () => active = call!.Active);

        loop.Advance(1);

        Assert.False(active);
    }

    [Fact]
    public void A_negative_time_is_refused()
    {
        using var loop = new LoopThread();
        var before = TimeSpan.FromTicks(-1);
        var call = loop.Reactor.CallLater(TimeSpan.FromSeconds(1), () => { });

        Assert.Throws<ArgumentOutOfRangeException>(() => loop.Reactor.CallLater(before, () => { }));
        Assert.Throws<ArgumentOutOfRangeException>(() => call.Delay(before));
        Assert.Throws<ArgumentOutOfRangeException>(() => call.Reset(before));
    }

    [Fact]
    public void A_call_without_delay_from_another_thread_is_made_soon()
    {
        using var loop = new LoopThread();
        var called = false;

        loop.Reactor.CallLater(TimeSpan.Zero, () => called = loop.Reactor.InLoop);
        loop.Settle();

        Assert.True(called);
    }

    [Fact]
    public void A_call_that_repeats_itself_without_delay_leaves_room_for_others()
    {
        using var loop = new LoopThread();
        var repeats = true;
        var calls = 0;
        void Again()
        {
            calls++;
            if (repeats)
            {
                loop.Reactor.CallLater(TimeSpan.Zero, Again);
            }
        }

        loop.Call(Again);
        loop.Settle();
        loop.Call(() => repeats = false);

        Assert.True(calls > 1);
    }

    // The soonest call has been made and the loop sleeps: the next one, later than that, must set the alarm anew.
    [Fact]
    public async Task A_later_call_from_another_thread_wakes_a_loop_that_has_no_calls_left()
    {
        using var loop = new LoopThread();
        var called = new TaskCompletionSource();
        loop.Reactor.CallLater(TimeSpan.FromSeconds(1), () => { });
        loop.Advance(1);

        loop.Reactor.CallLater(TimeSpan.FromSeconds(1), called.SetResult);
        loop.Time.Advance(TimeSpan.FromSeconds(1));

        await called.Task.WaitAsync(LoopThread.Patience);
    }

    [Fact]
    public void A_call_in_a_hundred_days_is_made_then()
    {
        using var loop = new LoopThread();
        var called = false;
        loop.Reactor.CallLater(TimeSpan.FromDays(100), () => called = true);

        loop.Advance(TimeSpan.FromDays(99).TotalSeconds);
        Assert.False(called);
        loop.Advance(TimeSpan.FromDays(1).TotalSeconds);

        Assert.True(called);
    }

    [Fact]
    public void A_call_at_the_end_of_time_is_never_made()
    {
        var reactor = new Reactor();
        var called = false;
        reactor.CallLater(TimeSpan.MaxValue, () => called = true);
        reactor.CallLater(TimeSpan.FromDays(100), () => called = true);
        reactor.CallLater(TimeSpan.FromMilliseconds(1), reactor.Stop);

        reactor.Run();

        Assert.False(called);
    }

    [Fact]
    public void Of_many_calls_only_those_not_cancelled_are_made_in_order()
    {
        using var loop = new LoopThread();
        List<int> ran = [];
        var calls = Enumerable.Range(0, 1000)
            .Select(i => loop.Reactor.CallLater(TimeSpan.FromMilliseconds(i + 1), () => ran.Add(i)))
            .ToArray();

        for (var i = 0; i < calls.Length; i++)
        {
            if (i % 10 != 0)
            {
                calls[i].Cancel();
            }
        }

        loop.Advance(1);

        Assert.Equal(Enumerable.Range(0, 100).Select(i => i * 10), ran);
    }

    [Fact]
    public void After_the_stop_no_call_is_made()
    {
        var loop = new LoopThread();
        var called = false;
        loop.Reactor.CallLater(TimeSpan.FromSeconds(1), () => called = true);

        loop.Reactor.Stop();
        loop.Join();
        loop.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.False(called);
    }
}
