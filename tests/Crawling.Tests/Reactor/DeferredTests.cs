namespace Crawling.Tests;

public class DeferredTests
{
    [Fact]
    public void Callbacks_run_in_order_each_on_the_result_of_the_one_before()
    {
        var deferred = new Deferred<int>();
        string? result = null;
        deferred.AddCallback(number => number + 1).AddCallback(number => $"{number}!").AddCallback(text => result = text);

        Assert.Null(result);
        deferred.Callback(1);

        Assert.Equal("2!", result);
    }

    [Fact]
    public void A_callback_added_after_the_result_runs_at_once()
    {
        var deferred = new Deferred<int>();
        deferred.Callback(1);
        var result = 0;

        deferred.AddCallback(number => result = number);

        Assert.Equal(1, result);
    }

    [Fact]
    public void It_takes_one_result()
    {
        var deferred = new Deferred<int>();
        deferred.Callback(1);

        Assert.Throws<InvalidOperationException>(() => deferred.Callback(2));
        Assert.Throws<InvalidOperationException>(() => deferred.Errback(new InvalidDataException()));
        Assert.Equal(1, deferred.Wait());
        Assert.True(deferred.IsCompleted);
    }

    [Fact]
    public void Of_many_threads_that_complete_it_one_wins()
    {
        var deferred = new Deferred<int>();
        var called = 0;
        var refused = 0;
        deferred.AddCallback(_ => Interlocked.Increment(ref called));

        Parallel.For(0, 100, number =>
        {
            try
            {
                deferred.Callback(number);
            }
            catch (InvalidOperationException)
            {
                Interlocked.Increment(ref refused);
            }
        });

        Assert.Equal((1, 99), (called, refused));
    }

    [Fact]
    public void An_error_passes_by_the_callbacks_to_the_errback_which_deals_with_it()
    {
        var deferred = new Deferred<int>();
        var skipped = true;
        var result = deferred
            .AddCallback(number =>
            {
                skipped = false;
                return number;
            })
            .AddErrback(error => error.Message.Length)
            .AddCallback(number => number * 2);

        deferred.Errback(new InvalidDataException("four"));

        Assert.True(skipped);
        Assert.Equal(8, result.Wait());
    }

    [Fact]
    public void A_result_passes_by_the_errbacks()
    {
        var deferred = new Deferred<int>();
        var result = deferred.AddErrback(_ => -1);

        deferred.Callback(1);

        Assert.Equal(1, result.Wait());
    }

    [Fact]
    public void What_a_callback_throws_goes_to_the_next_errback()
    {
        var deferred = new Deferred<int>();
        var result = deferred.AddCallback(number => 1 / number).AddErrback(error => error is DivideByZeroException ? 42 : -1);

        deferred.Callback(0);

        Assert.Equal(42, result.Wait());
    }

    [Fact]
    public void What_an_errback_throws_goes_on()
    {
        var deferred = new Deferred<int>();
        var result = deferred.AddErrback(_ => throw new InvalidDataException("second"));

        deferred.Errback(new InvalidDataException("first"));

        Assert.Equal("second", Assert.Throws<InvalidDataException>(() => result.Wait()).Message);
    }

    [Fact]
    public void Both_sees_result_and_error_and_passes_them_on()
    {
        List<Outcome<int>> seen = [];
        var good = new Deferred<int>();
        var bad = new Deferred<int>();
        var error = new InvalidDataException();
        var goodNext = good.AddBoth(seen.Add);
        var badNext = bad.AddBoth(seen.Add);

        good.Callback(1);
        bad.Errback(error);

        Assert.Equal([new(true, 1, null), new(false, 0, error)], seen);
        Assert.Equal(1, goodNext.Wait());
        Assert.Same(error, Assert.Throws<InvalidDataException>(() => badNext.Wait()));
    }

    [Fact]
    public void What_both_throws_replaces_the_outcome()
    {
        var deferred = new Deferred<int>();
        var next = deferred.AddBoth(_ => throw new InvalidDataException());

        deferred.Callback(1);

        Assert.Throws<InvalidDataException>(() => next.Wait());
    }

    [Fact]
    public void A_callback_that_returns_a_deferred_makes_the_next_one_wait_for_it()
    {
        var first = new Deferred<int>();
        var second = new Deferred<string>();
        string? result = null;
        first.AddCallback(_ => second).AddCallback(text => result = text);

        first.Callback(1);
        Assert.Null(result);
        second.Callback("done");

        Assert.Equal("done", result);
    }

    [Fact]
    public void The_error_of_a_chained_deferred_goes_on()
    {
        var first = new Deferred<int>();
        var second = new Deferred<string>();
        var result = first.AddCallback(_ => second).AddErrback(error => error.Message);

        first.Callback(1);
        second.Errback(new InvalidDataException("failed"));

        Assert.Equal("failed", result.Wait());
    }

    [Fact]
    public void Several_callbacks_of_one_deferred_each_get_its_result_in_order()
    {
        var deferred = new Deferred<int>();
        List<string> ran = [];
        deferred.AddCallback(number =>
        {
            ran.Add($"a{number}");
            return "another";
        });
        deferred.AddBoth(outcome => ran.Add($"b{outcome.Result}"));

        deferred.Callback(1);

        Assert.Equal(["a1", "b1"], ran);
    }

    [Fact]
    public void Cancel_stops_the_work_and_fails_with_cancelled()
    {
        var stopped = 0;
        var deferred = new Deferred<int>(onCancel: () => stopped++);
        var result = deferred.AddErrback(error => error is OperationCanceledException ? 42 : -1);

        deferred.Cancel();
        deferred.Cancel();

        Assert.Equal(1, stopped);
        Assert.Equal(42, result.Wait());
    }

    [Fact]
    public void The_work_may_end_itself_when_cancelled()
    {
        Deferred<int>? deferred = null;
        deferred = new Deferred<int>(onCancel: () => deferred!.Callback(1));

        deferred.Cancel();

        Assert.Equal(1, deferred.Wait());
        Assert.Throws<InvalidOperationException>(() => deferred.Callback(2));
    }

    [Fact]
    public void After_a_cancel_one_late_result_is_ignored()
    {
        var deferred = new Deferred<int>();
        deferred.Cancel();

        deferred.Callback(1);

        Assert.Throws<InvalidOperationException>(() => deferred.Callback(2));
        Assert.ThrowsAny<OperationCanceledException>(() => deferred.Wait());
    }

    [Fact]
    public void Cancelling_a_completed_one_does_nothing()
    {
        var stopped = false;
        var deferred = new Deferred<int>(onCancel: () => stopped = true);
        deferred.Callback(1);

        deferred.Cancel();

        Assert.False(stopped);
        Assert.Equal(1, deferred.Wait());
    }

    [Fact]
    public void Cancelling_what_a_callback_was_added_to_reaches_the_work()
    {
        var stopped = false;
        var deferred = new Deferred<int>(onCancel: () => stopped = true);

        deferred.AddCallback(number => number).AddBoth(_ => { }).Cancel();

        Assert.True(stopped);
        Assert.True(deferred.IsCompleted);
    }

    [Fact]
    public void Cancelling_while_a_chained_deferred_is_waited_for_stops_its_work()
    {
        var stopped = false;
        var first = new Deferred<int>();
        var second = new Deferred<int>(onCancel: () => stopped = true);
        var result = first.AddCallback(_ => second);
        first.Callback(1);

        result.Cancel();

        Assert.True(stopped);
        Assert.ThrowsAny<OperationCanceledException>(() => result.Wait());
    }

    [Fact]
    public void A_canceller_that_throws_leaves_it_cancelled()
    {
        var deferred = new Deferred<int>(onCancel: () => throw new InvalidDataException());

        Assert.Throws<InvalidDataException>(deferred.Cancel);

        Assert.ThrowsAny<OperationCanceledException>(() => deferred.Wait());
    }

    [Fact]
    public void A_canceller_may_cancel_again()
    {
        var stopped = 0;
        Deferred<int>? deferred = null;
        deferred = new Deferred<int>(onCancel: () =>
        {
            stopped++;
            deferred!.Cancel();
        });

        deferred.Cancel();

        Assert.Equal(1, stopped);
    }

    [Fact]
    public void Completing_the_next_one_by_hand_does_not_trouble_the_first()
    {
        var deferred = new Deferred<int>();
        var next = deferred.AddCallback(number => number);
        var after = 0;
        deferred.AddCallback(number => after = number);
        next.Callback(2);

        deferred.Callback(1);

        Assert.Equal((2, 1), (next.Wait(), after));
    }

    [Fact]
    public async Task It_is_a_task_too()
    {
        var good = new Deferred<int>();
        var bad = new Deferred<int>();
        var cancelled = new Deferred<int>();
        var tasks = new[] { good.AsTask(), bad.AsTask(), cancelled.AsTask() };

        good.Callback(1);
        bad.Errback(new InvalidDataException());
        cancelled.Cancel();

        Assert.Equal(1, await tasks[0]);
        await Assert.ThrowsAsync<InvalidDataException>(() => tasks[1]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tasks[2]);
        Assert.True(tasks[2].IsCanceled);
        Assert.Equal(1, await good);
    }

    [Fact]
    public void Waiting_ends_after_a_time()
    {
        Assert.Throws<TimeoutException>(() => new Deferred<int>().Wait(TimeSpan.FromMilliseconds(1)));
        Assert.Throws<TimeoutException>(() => new Deferred().Wait(TimeSpan.Zero));
    }

    [Fact]
    public async Task One_without_a_result_does_the_same()
    {
        List<string> ran = [];
        var stopped = false;
        var deferred = new Deferred(onCancel: () => stopped = true);
        var end = deferred
            .AddCallback(() => ran.Add("callback"))
            .AddCallback(() => throw new InvalidDataException("thrown"))
            .AddCallback(() => ran.Add("skipped"))
            .AddBoth(() => ran.Add("both"))
            .AddErrback(error => ran.Add(error.Message))
            .AddCallback(() => ran.Add("end"));

        deferred.Callback();
        await end;
        end.Wait();

        Assert.Equal(["callback", "both", "thrown", "end"], ran);
        Assert.True(deferred.IsCompleted);
        Assert.Throws<InvalidOperationException>(deferred.Callback);

        var second = new Deferred(onCancel: () => stopped = true);
        second.AddCallback(() => { }).Cancel();
        Assert.True(stopped);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await second);

        var third = new Deferred();
        third.Errback(new InvalidDataException());
        await Assert.ThrowsAsync<InvalidDataException>(third.AsTask);
    }

    [Fact]
    public void An_errback_needs_an_error() => Assert.Throws<ArgumentNullException>(() => new Deferred<int>().Errback(null!));
}
