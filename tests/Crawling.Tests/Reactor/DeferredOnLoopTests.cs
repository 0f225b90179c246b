namespace Crawling.Tests;

/// <summary>Deferreds that belong to a reactor.</summary>
public class DeferredOnLoopTests
{
    [Fact]
    public void Callbacks_run_on_the_loop_whoever_completes_and_whoever_adds_them()
    {
        using var loop = new LoopThread();
        List<bool> inLoop = [];
        var deferred = new Deferred<int>(loop.Reactor);
        var chained = new Deferred<int>();

        var end = deferred
            .AddCallback(_ => Note())
            .AddCallback(_ => chained)
            .AddCallback(_ => Note())
            .AddBoth(_ => Note());
        deferred.Callback(1);
        loop.Settle();
        chained.Callback(2);
        end.Wait(LoopThread.Patience);
        deferred.AddErrback(_ => 0).AddBoth(_ => Note()).Wait(LoopThread.Patience);

        Assert.Equal([true, true, true, true], inLoop);

        int Note()
        {
            inLoop.Add(loop.Reactor.InLoop);
            return 0;
        }
    }

    [Fact]
    public void On_the_loop_they_run_at_once()
    {
        using var loop = new LoopThread();

        var ran = loop.Call(() =>
        {
            var ran = false;
            var deferred = new Deferred<int>(loop.Reactor);
            deferred.AddCallback(_ => ran = true);
            deferred.Callback(1);
            return ran;
        });

        Assert.True(ran);
    }

    [Fact]
    public void A_callback_added_while_a_result_arrives_from_elsewhere_keeps_its_place()
    {
        using var loop = new LoopThread();
        List<int> ran = [];

        loop.Call(() =>
        {
            var deferred = new Deferred<int>(loop.Reactor);
            deferred.AddCallback(_ => Note(1));
            RunElsewhere(() => deferred.Callback(0));
            deferred.AddCallback(_ => Note(2));
        });
        loop.Settle();

        Assert.Equal([1, 2], ran);

        int Note(int number)
        {
            ran.Add(number);
            return number;
        }
    }

    [Fact]
    public void Waiting_on_the_loop_throws_at_once()
    {
        using var loop = new LoopThread();
        var own = new Deferred<int>(loop.Reactor);
        var other = new Deferred();

        var error = Assert.Throws<InvalidOperationException>(() => loop.Call(() => own.Wait()));
        Assert.Contains("await", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => loop.Call(() => other.Wait()));
    }

    [Fact]
    public void Waiting_off_the_loop_brings_the_result_or_the_error()
    {
        using var loop = new LoopThread();
        var good = new Deferred<int>(loop.Reactor);
        var bad = new Deferred<int>(loop.Reactor);
        loop.Reactor.CallLater(TimeSpan.FromSeconds(1), () => good.Callback(42));
        loop.Reactor.CallLater(TimeSpan.FromSeconds(1), () => bad.Errback(new InvalidDataException()));
        loop.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(42, good.Wait(LoopThread.Patience));
        Assert.Throws<InvalidDataException>(() => bad.Wait(LoopThread.Patience));
    }

    [Fact]
    public async Task Await_continues_off_the_loop()
    {
        using var loop = new LoopThread();
        var deferred = new Deferred<int>(loop.Reactor);
        var before = new TaskCompletionSource<bool>();
        var after = new TaskCompletionSource<bool>();
        loop.Reactor.Post(() => _ = AwaitIt());
        loop.Settle();
        loop.Reactor.Post(() => deferred.Callback(1));

        Assert.True(await before.Task.WaitAsync(LoopThread.Patience));
        Assert.False(await after.Task.WaitAsync(LoopThread.Patience));

        async Task AwaitIt()
        {
            before.SetResult(loop.Reactor.InLoop);
            await deferred;
            after.SetResult(loop.Reactor.InLoop);
        }
    }

    [Fact]
    public async Task A_result_can_be_awaited_before_the_loop_runs()
    {
        var deferred = new Deferred<int>(new Reactor());

        deferred.Callback(1);

        Assert.Equal(1, await deferred.AsTask().WaitAsync(LoopThread.Patience));
    }

    [Fact]
    public void When_the_loop_has_stopped_callbacks_run_on_the_thread_that_completes()
    {
        var loop = new LoopThread();
        loop.Dispose();
        var deferred = new Deferred<int>(loop.Reactor);
        var thread = 0;
        deferred.AddCallback(_ => thread = Environment.CurrentManagedThreadId);

        deferred.Callback(1);

        Assert.Equal(Environment.CurrentManagedThreadId, thread);
    }

    [Fact]
    public void Cancelling_off_the_loop_a_callback_that_has_yet_to_run_keeps_it_from_running()
    {
        using var loop = new LoopThread();
        var ran = false;
        var deferred = new Deferred<int>(loop.Reactor);
        var next = deferred.AddCallback(_ => ran = true);

        WhileTheLoopIsBusy(loop, () =>
        {
            deferred.Callback(1);
            next.Cancel();
        });

        Assert.False(ran);
        Assert.ThrowsAny<OperationCanceledException>(() => next.Wait(LoopThread.Patience));
    }

    [Fact]
    public void What_is_thrown_after_a_cancel_is_logged()
    {
        using var loop = new LoopThread();
        var deferred = new Deferred<int>(loop.Reactor);
        var next = deferred.AddBoth(_ => throw new InvalidDataException("late"));

        WhileTheLoopIsBusy(loop, next.Cancel);

        Assert.Equal("late", Assert.Single(loop.Log.Lines).Error!.Message);
    }

    private static void WhileTheLoopIsBusy(LoopThread loop, ThreadStart work)
    {
        loop.Call(() => RunElsewhere(work));
        loop.Settle();
    }

    private static void RunElsewhere(ThreadStart work)
    {
        var thread = new Thread(work);
        thread.Start();
        Assert.True(thread.Join(LoopThread.Patience));
    }
}
