using Crawling.Testing;
using Microsoft.Extensions.Logging;

namespace Crawling.Tests;

public class CrawlerEventsTests
{
    private static readonly TimeSpan Patience = LoopThread.Patience;

    private readonly FakeTime _time = new();
    private readonly RecordingLogger _log = new();
    private readonly CrawlerEvents _events;

    public CrawlerEventsTests()
    {
        _events = new CrawlerEvents(_time, _log);
    }

    [Fact]
    public async Task A_listener_gets_the_events_of_its_type_in_order()
    {
        List<long> received = [];
        using var subscription = _events.Subscribe<BandwidthEvent>(e => received.Add(e.Received));

        Publish(0, 100);
        _events.Publish(new SpiderIdle(_time.GetUtcNow()));
        Publish(100, 200);
        await Complete();

        Assert.Equal(Enumerable.Range(0, 200).Select(i => (long)i), received);
    }

    [Fact]
    public async Task A_listener_to_the_base_type_gets_them_all()
    {
        List<CrawlerEvent> received = [];
        using var subscription = _events.Subscribe<CrawlerEvent>(received.Add);
        CrawlerEvent[] published =
        [
            new SpiderOpened(_time.GetUtcNow(), "quotes"),
            new BandwidthEvent(_time.GetUtcNow(), 1, 2),
            new SpiderIdle(_time.GetUtcNow()),
            new SpiderClosed(_time.GetUtcNow(), CloseReason.Finished),
        ];

        Array.ForEach(published, _events.Publish);
        await Complete();

        Assert.Equal(published, received);
    }

    [Fact]
    public void Events_are_wanted_by_listeners_to_their_type_or_a_base_of_it()
    {
        Assert.False(_events.Wants<SpiderIdle>());

        var idle = _events.Subscribe<SpiderIdle>(_ => { });
        Assert.True(_events.Wants<SpiderIdle>());
        Assert.False(_events.Wants<BandwidthEvent>());

        using (_events.Subscribe<CrawlerEvent>(_ => { }))
        {
            Assert.True(_events.Wants<BandwidthEvent>());
        }

        idle.Dispose();
        Assert.False(_events.Wants<BandwidthEvent>());
        Assert.False(_events.Wants<SpiderIdle>());
    }

    [Fact]
    public void Where_nobody_listens_nothing_is_allocated()
    {
        var e = new SpiderIdle(_time.GetUtcNow());
        _events.Publish(e);
        _ = _events.Wants<SpiderIdle>();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            if (_events.Wants<SpiderIdle>())
            {
                _events.Publish(e);
            }

            _events.Publish(e);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task A_listener_runs_on_the_thread_pool_one_event_at_a_time()
    {
        var running = 0;
        var together = 0;
        var elsewhere = 0;
        using var subscription = _events.Subscribe<BandwidthEvent>(async _ =>
        {
            together += Interlocked.Increment(ref running) > 1 ? 1 : 0;
            elsewhere += Thread.CurrentThread.IsThreadPoolThread ? 0 : 1;
            await Task.Yield();
            Interlocked.Decrement(ref running);
        });

        Parallel.For(0, 4, _ => Publish(0, 100));
        await Complete();

        Assert.Equal((0, 0), (together, elsewhere));
    }

    [Fact]
    public async Task A_slow_listener_holds_up_neither_the_crawl_nor_the_other_listeners()
    {
        var gate = new TaskCompletionSource();
        List<CrawlerEvent> slow = [];
        var quick = 0;
        using var slowOne = _events.Subscribe<CrawlerEvent>(
            async e =>
            {
                await gate.Task;
                slow.Add(e);
            },
            capacity: 10);
        using var quickOne = _events.Subscribe<BandwidthEvent>(_ => quick++, capacity: 100_000);
        _events.Publish(new SpiderOpened(_time.GetUtcNow(), "quotes"));

        Publish(0, 10_000);
        _events.Publish(new SpiderClosed(_time.GetUtcNow(), CloseReason.Finished));

        // The opening is in the listener's hand or still in the queue, beyond its capacity.
        Assert.InRange(slowOne.Waiting, 10, 11);
        Assert.Equal(9_991, slowOne.Missed);
        gate.SetResult();
        await Complete();
        Assert.Equal(10_000, quick);
        Assert.IsType<SpiderOpened>(slow[0]);
        Assert.IsType<SpiderClosed>(slow[^1]);
        Assert.Equal(11, slow.Count);
        Assert.Equal(0, slowOne.Waiting);
        Assert.Equal(0, quickOne.Missed);
    }

    [Fact]
    public async Task Falling_behind_is_logged_once_and_summed_up_at_the_end()
    {
        var gate = new TaskCompletionSource();
        using var subscription = _events.Subscribe<BandwidthEvent>(async _ => await gate.Task, capacity: 1);

        Publish(0, 1000);
        var fallen = Assert.Single(_log.Lines);
        gate.SetResult();
        await Complete();

        Assert.Equal(LogLevel.Warning, fallen.Level);
        Assert.Contains(nameof(CrawlerEventsTests), fallen.Text, StringComparison.Ordinal);
        Assert.Contains(nameof(BandwidthEvent), fallen.Text, StringComparison.Ordinal);
        Assert.Equal(2, _log.Lines.Count);
        Assert.Contains($"missed {subscription.Missed} events", _log.Lines[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lag_is_the_age_of_the_event_handled_last()
    {
        using var subscription = _events.Subscribe<BandwidthEvent>(_ => _time.Advance(TimeSpan.FromSeconds(3)));
        Assert.Equal(TimeSpan.Zero, subscription.Lag);
        var e = new BandwidthEvent(_time.GetUtcNow(), 0, 0);
        _time.Advance(TimeSpan.FromSeconds(1));

        _events.Publish(e);
        await Complete();

        Assert.Equal(TimeSpan.FromSeconds(4), subscription.Lag);
    }

    [Fact]
    public async Task A_listener_that_throws_is_logged_with_its_stack_and_stays_subscribed()
    {
        var calls = 0;
        using var plain = _events.Subscribe<BandwidthEvent>(Throw);
        using var waiting = _events.Subscribe<BandwidthEvent>(async _ =>
        {
            await Task.Yield();
            Throw(null);
        });

        Publish(0, 2);
        await Complete();

        Assert.Equal(4, calls);
        Assert.Equal(4, _log.Lines.Count);
        Assert.All(_log.Lines, line => Assert.Equal(LogLevel.Error, line.Level));
        Assert.All(_log.Lines, line => Assert.Contains(nameof(Throw), line.Error!.StackTrace, StringComparison.Ordinal));

        void Throw(BandwidthEvent? e)
        {
            Interlocked.Increment(ref calls);
            throw new InvalidDataException("from the listener");
        }
    }

    [Fact]
    public async Task Disposing_a_subscription_drops_what_waits()
    {
        var gate = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        var calls = 0;
        var subscription = _events.Subscribe<BandwidthEvent>(async _ =>
        {
            calls++;
            begun.TrySetResult();
            await gate.Task;
        });
        Publish(0, 5);
        await begun.Task.WaitAsync(Patience);
        Assert.Equal(4, subscription.Waiting);

        subscription.Dispose();
        subscription.Dispose();
        Publish(0, 5);

        Assert.Equal(0, subscription.Waiting);
        Assert.False(_events.Wants<BandwidthEvent>());
        gate.SetResult();
        await subscription.Drained.WaitAsync(Patience);
        Assert.Equal(1, calls);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task A_listener_may_unsubscribe_itself()
    {
        var calls = 0;
        EventSubscription? subscription = null;
        subscription = _events.Subscribe<BandwidthEvent>(_ =>
        {
            calls++;
            subscription!.Dispose();
        });

        Publish(0, 5);
        await subscription.Drained.WaitAsync(Patience);

        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task The_end_waits_for_a_listener_so_long_at_most_and_says_what_it_leaves_behind()
    {
        var gate = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        var calls = 0;
        using var subscription = _events.Subscribe<BandwidthEvent>(async _ =>
        {
            calls++;
            begun.TrySetResult();
            await gate.Task;
        });
        Publish(0, 8);
        await begun.Task.WaitAsync(Patience);

        var completing = _events.CompleteAsync(TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(completing.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        await completing.WaitAsync(Patience);

        var line = Assert.Single(_log.Lines);
        Assert.Equal(LogLevel.Warning, line.Level);
        Assert.Contains("leaves 7 events behind", line.Text, StringComparison.Ordinal);
        gate.SetResult();
        await subscription.Drained.WaitAsync(Patience);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task After_the_end_nothing_is_published_and_nobody_hears_anything()
    {
        var calls = 0;
        using var before = _events.Subscribe<BandwidthEvent>(_ => calls++);
        await Complete();
        using var after = _events.Subscribe<BandwidthEvent>(_ => calls++);

        Assert.False(_events.Wants<BandwidthEvent>());
        Publish(0, 5);
        await Complete();
        await after.Drained.WaitAsync(Patience);

        Assert.Equal(0, calls);
        Assert.Empty(await Read(_events.ReadAllAsync<CrawlerEvent>()).WaitAsync(Patience));
    }

    [Fact]
    public async Task A_reader_gets_what_happens_from_its_call_to_the_end()
    {
        Publish(0, 5);
        var sequence = _events.ReadAllAsync<BandwidthEvent>();
        Publish(5, 8);
        var reading = Read(sequence);
        Publish(8, 10);
        await Complete();

        Assert.Equal([5, 6, 7, 8, 9], (await reading.WaitAsync(Patience)).Select(e => e.Received));
    }

    [Fact]
    public async Task The_end_does_not_wait_for_a_reader_which_still_gets_its_rest()
    {
        var sequence = _events.ReadAllAsync<BandwidthEvent>(capacity: 2);
        Publish(0, 5);
        await _events.CompleteAsync(TimeSpan.FromDays(1)).WaitAsync(Patience);

        Assert.Equal([3, 4], (await Read(sequence).WaitAsync(Patience)).Select(e => e.Received));
        Assert.Contains(_log.Lines, line => line.Text.Contains("missed 3 events", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reader_that_leaves_is_unsubscribed()
    {
        Publish(0, 1);
        var sequence = _events.ReadAllAsync<BandwidthEvent>();
        Publish(1, 3);

        await foreach (var e in sequence)
        {
            Assert.Equal(1, e.Received);
            break;
        }

        Assert.False(_events.Wants<BandwidthEvent>());
        Assert.Empty(await Read(sequence).WaitAsync(Patience));
    }

    [Fact]
    public async Task Reading_can_be_cancelled()
    {
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var reading = Read(_events.ReadAllAsync<BandwidthEvent>(cancellation: first.Token));
        var readingToo = Read(_events.ReadAllAsync<BandwidthEvent>().WithCancellation(second.Token));

        await first.CancelAsync();
        await second.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(Patience));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => readingToo.WaitAsync(Patience));
        Assert.False(_events.Wants<BandwidthEvent>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_capacity_below_one_is_refused(int capacity)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _events.Subscribe<SpiderIdle>(_ => { }, capacity));
        Assert.Throws<ArgumentOutOfRangeException>(() => _events.Subscribe<SpiderIdle>(_ => ValueTask.CompletedTask, capacity));
        Assert.Throws<ArgumentOutOfRangeException>(() => _events.ReadAllAsync<SpiderIdle>(capacity));
        Assert.False(_events.Wants<SpiderIdle>());
    }

    private static async Task<List<TEvent>> Read<TEvent>(IAsyncEnumerable<TEvent> sequence)
    {
        List<TEvent> all = [];
        await foreach (var e in sequence)
        {
            all.Add(e);
        }

        return all;
    }

    private static async Task<int> Read<TEvent>(System.Runtime.CompilerServices.ConfiguredCancelableAsyncEnumerable<TEvent> sequence)
    {
        var count = 0;
        await foreach (var e in sequence)
        {
            count++;
        }

        return count;
    }

    private void Publish(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            _events.Publish(new BandwidthEvent(_time.GetUtcNow(), i, 0));
        }
    }

    private Task Complete() => _events.CompleteAsync(TimeSpan.FromSeconds(5)).WaitAsync(Patience);
}
