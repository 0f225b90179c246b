namespace Crawling.Tests;

public class DeferredListTests
{
    [Fact]
    public void It_completes_when_all_have_with_their_outcomes_in_order()
    {
        Deferred<int>[] deferreds = [new(), new(), new()];
        var error = new InvalidDataException();
        var list = DeferredList.Of(deferreds);

        deferreds[2].Callback(3);
        deferreds[1].Errback(error);
        Assert.False(list.IsCompleted);
        deferreds[0].Callback(1);

        Assert.Equal([new(true, 1, null), new(false, 0, error), new(true, 3, null)], list.Wait());
    }

    [Fact]
    public void An_empty_list_is_complete() => Assert.Empty(DeferredList.Of<int>([]).Wait(TimeSpan.Zero));

    [Fact]
    public void Those_completed_before_count()
    {
        var done = new Deferred<int>();
        done.Callback(1);

        Assert.Equal([new(true, 1, null)], DeferredList.Of([done]).Wait(TimeSpan.Zero));
    }

    [Fact]
    public void Those_completed_at_the_same_time_on_many_threads_are_all_there()
    {
        var deferreds = Enumerable.Range(0, 200).Select(_ => new Deferred<int>()).ToArray();
        var list = DeferredList.Of(deferreds);

        Parallel.For(0, deferreds.Length, i => deferreds[i].Callback(i));

        Assert.Equal(Enumerable.Range(0, 200), list.Wait().Select(outcome => outcome.Result));
    }

    [Fact]
    public void Its_callbacks_run_on_the_loop_of_its_deferreds()
    {
        using var loop = new LoopThread();
        var list = DeferredList.Of([loop.Reactor.CallInThread(() => 1), loop.Reactor.CallInThread(() => 2)]);

        Assert.True(list.AddCallback(_ => loop.Reactor.InLoop).Wait(LoopThread.Patience));
    }

    [Fact]
    public void A_program_stops_the_loop_when_all_of_its_deferreds_are_complete()
    {
        using var loop = new LoopThread();
        Deferred<string>[] crawls = [new(loop.Reactor), new(loop.Reactor), new(loop.Reactor)];
        IReadOnlyList<Outcome<string>> outcomes = [];
        DeferredList.Of(crawls).AddBoth(all =>
        {
            outcomes = all.Result!;
            loop.Reactor.Stop();
        });

        loop.Call(() =>
        {
            loop.Reactor.CallLater(TimeSpan.FromSeconds(2), () => crawls[0].Callback("last"));
            loop.Reactor.CallLater(TimeSpan.FromSeconds(1), () => crawls[1].Errback(new InvalidOperationException("failed")));
            crawls[2].Callback("first");
        });
        loop.Advance(1);
        Assert.Empty(outcomes);
        loop.Time.Advance(TimeSpan.FromSeconds(1));
        loop.Join();

        Assert.Equal(["last", null, "first"], outcomes.Select(outcome => outcome.Result));
        Assert.Equal([true, false, true], outcomes.Select(outcome => outcome.Succeeded));
    }

    [Fact]
    public void Cancelling_it_cancels_each()
    {
        var stopped = 0;
        var done = new Deferred<int>();
        done.Callback(1);
        var list = DeferredList.Of([done, new(onCancel: () => stopped++), new(onCancel: () => stopped++)]);

        list.Cancel();

        Assert.Equal(2, stopped);
        Assert.Equal([true, false, false], list.Wait().Select(outcome => outcome.Succeeded));
    }
}
