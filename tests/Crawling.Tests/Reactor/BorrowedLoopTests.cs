using Microsoft.Extensions.Logging;

namespace Crawling.Tests;

public sealed class BorrowedLoopTests : IDisposable
{
    private static readonly AsyncLocal<string?> Ambient = new();

    private readonly LoopThread _loop = new();

    public void Dispose() => _loop.Dispose();

    [Fact]
    public async Task A_thread_of_the_pool_runs_its_callback_itself_while_the_loop_sleeps()
    {
        var isOwn = true;

        await TakeAsync(() => isOwn = _loop.Reactor.InLoop);

        Assert.False(isOwn);
    }

    [Fact]
    public async Task Another_thread_leaves_it_to_the_loop()
    {
        var ran = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => _loop.Reactor.Take(() => ran.SetResult(_loop.Reactor.InLoop)));
        thread.Start();

        Assert.True(await ran.Task.WaitAsync(LoopThread.Patience));
        thread.Join();
    }

    [Fact]
    public async Task What_others_post_meanwhile_runs_on_the_loops_own_thread()
    {
        var posted = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);

        await TakeAsync(() => _loop.Reactor.Post(() => posted.SetResult(_loop.Reactor.InLoop)));

        Assert.True(await posted.Task.WaitAsync(LoopThread.Patience));
    }

    [Fact]
    public async Task A_timer_that_rings_meanwhile_is_called_on_the_loops_own_thread()
    {
        var called = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);

        await TakeAsync(() =>
        {
            _loop.Reactor.CallLater(TimeSpan.FromSeconds(1), () => called.SetResult(_loop.Reactor.InLoop));
            _loop.Time.Advance(TimeSpan.FromSeconds(1));
        });

        Assert.True(await called.Task.WaitAsync(LoopThread.Patience));
    }

    [Fact]
    public async Task There_one_may_not_wait_for_a_deferred()
    {
        Exception? thrown = null;

        await TakeAsync(() => thrown = Record.Exception(() => new Deferred<int>().Wait(TimeSpan.Zero)));

        Assert.IsType<InvalidOperationException>(thrown);
    }

    [Fact]
    public async Task Callbacks_of_deferreds_stay_on_the_loops_own_thread()
    {
        var ran = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var deferred = new Deferred<int>(_loop.Reactor);
        _ = deferred.AddBoth(_ => ran.SetResult(_loop.Reactor.InLoop));

        await TakeAsync(() => deferred.Callback(1));

        Assert.True(await ran.Task.WaitAsync(LoopThread.Patience));
    }

    [Fact]
    public async Task A_callback_that_throws_is_logged_and_the_loop_goes_on()
    {
        await Task.Run(() => _loop.Reactor.Take(() => throw new InvalidOperationException("Broken.")));

        Assert.Equal(1, _loop.Call(() => 1));
        Assert.Contains(_loop.Log.Lines, line => line.Error?.Message == "Broken.");
    }

    [Fact]
    public async Task When_the_log_throws_as_well_the_other_callbacks_run_and_the_loop_goes_on()
    {
        var reactor = new Reactor(logger: new BrokenLogger());
        var thread = new Thread(reactor.Run);
        thread.Start();
        var ran = 0;

        // All wait for the next turn, one list of them.
        await TakeAsync(reactor, () =>
        {
            reactor.Take(() => ran++);
            reactor.Take(() => throw new InvalidOperationException());
            reactor.Take(() => ran++);
        });
        reactor.Stop();

        Assert.True(thread.Join(LoopThread.Patience), "The loop did not end.");
        Assert.Equal(2, ran);
    }

    [Fact]
    public async Task What_the_thread_carries_with_it_does_not_reach_the_callback()
    {
        string? seen = "nothing";
        await Task.Run(() =>
        {
            Ambient.Value = "the caller's";
            _loop.Reactor.Take(() => seen = Ambient.Value);
        });
        _loop.Settle();

        Assert.Null(seen);
    }

    [Fact]
    public async Task Callbacks_from_many_threads_run_one_at_a_time_each_thread_s_in_its_order()
    {
        const int Threads = 8;
        const int Each = 5_000;
        var inside = 0;
        var overlaps = 0;
        var seen = new int[Threads];
        var disorder = 0;

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++)
            {
                var number = i;
                Action<Action> add = i % 7 == 0 ? _loop.Reactor.Post : _loop.Reactor.Take;
                add(() =>
                {
                    overlaps += Interlocked.Increment(ref inside) > 1 ? 1 : 0;
                    disorder += seen[thread]++ == number ? 0 : 1;
                    Interlocked.Decrement(ref inside);
                });
            }
        })));
        _loop.Settle();

        Assert.Equal((0, 0), (overlaps, disorder));
        Assert.All(seen, count => Assert.Equal(Each, count));
    }

    [Fact]
    public async Task A_stopped_loop_runs_nothing()
    {
        var ran = false;
        _loop.Reactor.Stop();
        _loop.Join();

        await Task.Run(() => _loop.Reactor.Take(() => ran = true));

        Assert.False(ran);
    }

    /// <summary>Has a thread of the pool run the loop.</summary>
    private Task TakeAsync(Action callback) => TakeAsync(_loop.Reactor, callback);

    private static async Task TakeAsync(Reactor reactor, Action callback)
    {
        // The loop's thread may be on its way to sleep: the next try finds it there.
        while (true)
        {
            var ran = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            var caller = await Task.Run(() =>
            {
                reactor.Take(() =>
                {
                    if (!reactor.InLoop)
                    {
                        callback();
                    }

                    ran.SetResult(Environment.CurrentManagedThreadId);
                });
                return Environment.CurrentManagedThreadId;
            });
            var thread = await ran.Task.WaitAsync(LoopThread.Patience);
            if (thread == caller)
            {
                return;
            }
        }
    }

    private sealed class BrokenLogger : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new IOException("The disk is full.");
    }
}
