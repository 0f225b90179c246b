using Microsoft.Extensions.Logging;

namespace Crawling.Tests;

public class ReactorTests
{
    [Fact]
    public void Callbacks_run_in_the_order_of_posting()
    {
        List<int> ran = [];
        var reactor = new Reactor();
        for (var i = 0; i < 1000; i++)
        {
            var number = i;
            reactor.Post(() => ran.Add(number));
        }

        reactor.CallWhenRunning(reactor.Stop);
        reactor.Run();

        Assert.Equal(Enumerable.Range(0, 1000), ran);
    }

    [Fact]
    public void A_callback_that_throws_is_logged_and_the_loop_goes_on()
    {
        var log = new RecordingLogger();
        var reactor = new Reactor(logger: log);
        var secondRan = false;
        reactor.CallWhenRunning(() => throw new InvalidDataException("the first"));
        reactor.CallWhenRunning(() =>
        {
            secondRan = true;
            reactor.Stop();
        });

        reactor.Run();

        Assert.True(secondRan);
        var line = Assert.Single(log.Lines);
        Assert.Equal(LogLevel.Error, line.Level);
        Assert.Equal("the first", Assert.IsType<InvalidDataException>(line.Error).Message);
    }

    [Fact]
    public void A_posted_callback_and_a_timer_that_throw_are_logged_and_the_loop_goes_on()
    {
        using var loop = new LoopThread();

        loop.Reactor.Post(() => throw new InvalidDataException("posted"));
        loop.Reactor.CallLater(TimeSpan.FromSeconds(1), () => throw new InvalidDataException("timer"));
        loop.Advance(1);

        Assert.Equal(["posted", "timer"], loop.Log.Lines.Select(line => line.Error!.Message));
    }

    [Fact]
    public void Each_thread_sees_its_own_posts_run_in_order_and_all_on_the_loop()
    {
        using var loop = new LoopThread();
        List<(int Thread, int Number)> ran = [];
        var elsewhere = 0;

        Parallel.For(0, 4, thread =>
        {
            for (var i = 0; i < 500; i++)
            {
                var number = i;
                loop.Reactor.Post(() =>
                {
                    ran.Add((thread, number));
                    elsewhere += loop.Reactor.InLoop ? 0 : 1;
                });
            }
        });
        loop.Settle();

        Assert.Equal(2000, ran.Count);
        Assert.Equal(0, elsewhere);
        Assert.All(ran.GroupBy(entry => entry.Thread), group => Assert.Equal(Enumerable.Range(0, 500), group.Select(entry => entry.Number)));
    }

    [Fact]
    public void What_is_called_when_running_comes_after_the_startup_triggers_even_if_they_take_their_time()
    {
        List<string> ran = [];
        var reactor = new Reactor();
        var ready = new Deferred();
        reactor.CallWhenRunning(() =>
        {
            ran.Add("running");
            reactor.Stop();
        });
        reactor.AddSystemEventTrigger(SystemEventPhase.Before, "startup", () => ready);
        reactor.AddSystemEventTrigger(SystemEventPhase.After, "startup", () =>
        {
            ran.Add("after");
            return null;
        });
        reactor.Post(() =>
        {
            ran.Add("ready");
            ready.Callback();
        });

        reactor.Run();

        Assert.Equal(["ready", "after", "running"], ran);
    }

    [Fact]
    public void On_a_running_loop_it_is_called_soon()
    {
        using var loop = new LoopThread();
        var called = false;

        loop.Reactor.CallWhenRunning(() => called = loop.Reactor.InLoop);
        loop.Settle();

        Assert.True(called);
    }

    [Fact]
    public void Only_the_loops_own_thread_is_in_the_loop()
    {
        using var loop = new LoopThread();
        var other = new Reactor();

        Assert.False(loop.Reactor.InLoop);
        Assert.True(loop.Call(() => loop.Reactor.InLoop));
        Assert.False(loop.Call(() => other.InLoop));
    }

    [Fact]
    public void It_runs_until_it_is_stopped()
    {
        var loop = new LoopThread();
        Assert.True(loop.Reactor.IsRunning);

        loop.Reactor.Stop();
        loop.Join();

        Assert.False(loop.Reactor.IsRunning);
    }

    [Fact]
    public void What_was_posted_before_it_leaves_still_runs()
    {
        var reactor = new Reactor();
        List<string> ran = [];
        reactor.CallWhenRunning(() =>
        {
            reactor.Stop();
            reactor.Post(() =>
            {
                ran.Add("first");
                reactor.Post(() => ran.Add("second"));
            });
        });

        reactor.Run();

        Assert.Equal(["first", "second"], ran);
    }

    [Fact]
    public void A_stopped_reactor_says_that_it_cannot_be_run_again()
    {
        var reactor = new Reactor();
        reactor.CallWhenRunning(reactor.Stop);
        reactor.Run();

        var error = Assert.Throws<InvalidOperationException>(reactor.Run);
        Assert.Contains("cannot be run again", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_running_reactor_does_not_run_twice()
    {
        using var loop = new LoopThread();

        var error = Assert.Throws<InvalidOperationException>(loop.Reactor.Run);
        Assert.Contains("is running", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_does_not_run_inside_another()
    {
        using var loop = new LoopThread();
        var inner = new Reactor();

        Assert.Throws<InvalidOperationException>(() => loop.Call(inner.Run));
        Assert.False(inner.IsRunning);
    }

    [Fact]
    public void Stopping_one_that_does_not_run_is_an_error()
    {
        var reactor = new Reactor();
        Assert.Throws<InvalidOperationException>(reactor.Stop);

        reactor.CallWhenRunning(reactor.Stop);
        reactor.Run();
        var error = Assert.Throws<InvalidOperationException>(reactor.Stop);
        Assert.Contains("not running", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stopped_reactor_takes_no_more_work_and_does_not_complain()
    {
        var reactor = new Reactor();
        reactor.CallWhenRunning(reactor.Stop);
        reactor.Run();
        var ran = false;

        reactor.Post(() => ran = true);
        reactor.CallWhenRunning(() => ran = true);
        reactor.CallLater(TimeSpan.Zero, () => ran = true);
        reactor.CallLater(TimeSpan.FromSeconds(1), () => ran = true).Cancel();

        Assert.False(ran);
        Assert.True(reactor.FireSystemEvent("own").IsCompleted);
    }

    [Fact]
    public async Task Blocking_work_runs_off_the_loop_and_its_result_comes_back_to_it()
    {
        using var loop = new LoopThread();
        var seen = new TaskCompletionSource<(bool Worked, bool CalledBack, int Result)>();

        _ = loop.Call(() => loop.Reactor
            .CallInThread(() => (InLoop: loop.Reactor.InLoop, Result: 42))
            .AddCallback(work => seen.TrySetResult((work.InLoop, loop.Reactor.InLoop, work.Result))));

        Assert.Equal((false, true, 42), await seen.Task.WaitAsync(LoopThread.Patience));
    }

    [Fact]
    public async Task What_blocking_work_throws_comes_back_to_the_loop()
    {
        using var loop = new LoopThread();
        var seen = new TaskCompletionSource<(Type Error, bool InLoop)>();

        _ = loop.Reactor.CallInThread<int>(() => throw new InvalidDataException()).AddErrback(error =>
        {
            seen.SetResult((error.GetType(), loop.Reactor.InLoop));
            return 0;
        });

        Assert.Equal((typeof(InvalidDataException), true), await seen.Task.WaitAsync(LoopThread.Patience));
    }

    [Fact]
    public void The_loop_takes_no_synchronization_context_and_gives_it_back()
    {
        var context = new SynchronizationContext();
        SynchronizationContext? inside = context;
        SynchronizationContext? afterwards = null;
        var thread = new Thread(() =>
        {
            SynchronizationContext.SetSynchronizationContext(context);
            var reactor = new Reactor();
            reactor.CallWhenRunning(() =>
            {
                inside = SynchronizationContext.Current;
                reactor.Stop();
            });
            reactor.Run();
            afterwards = SynchronizationContext.Current;
        });
        thread.Start();
        Assert.True(thread.Join(LoopThread.Patience));

        Assert.Null(inside);
        Assert.Same(context, afterwards);
    }

    [Fact]
    public async Task An_idle_loop_does_not_wake_up()
    {
        var time = new CountingTime();
        var reactor = new Reactor(time);
        var thread = new Thread(reactor.Run) { IsBackground = true };
        thread.Start();
        reactor.CallLater(TimeSpan.FromHours(1), () => { });

        // Each turn of a loop that has a call to wait for looks at the clock.
        long before;
        var tries = 0;
        do
        {
            before = time.Looks;
            await Task.Delay(100);
        }
        while ((before == 0 || time.Looks != before) && tries++ < 100);

        reactor.Stop();
        Assert.True(thread.Join(LoopThread.Patience));
        Assert.True(tries < 100, "The loop never came to rest.");
    }

    private sealed class CountingTime : TimeProvider
    {
        private long _looks;

        public long Looks => Interlocked.Read(ref _looks);

        public override long GetTimestamp()
        {
            Interlocked.Increment(ref _looks);
            return base.GetTimestamp();
        }
    }
}
