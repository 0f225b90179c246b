using Crawling.Events;

namespace Crawling.Tests;

public class EventQueueTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly SpiderOpened Opened = new(Now, "quotes");
    private static readonly SpiderClosed Closed = new(Now, CloseReason.Finished);

    [Fact]
    public async Task Events_come_out_in_the_order_they_went_in()
    {
        var queue = new EventQueue(10);
        CrawlerEvent[] events = [Opened, Number(1), Number(2), Closed];

        Assert.All(events, e => Assert.True(queue.Add(e)));
        queue.End(drop: false);

        Assert.Equal(events, await RestOf(queue));
    }

    [Fact]
    public async Task When_it_is_full_the_oldest_goes_and_is_counted()
    {
        var queue = new EventQueue(2);

        Assert.True(queue.Add(Number(1)));
        Assert.True(queue.Add(Number(2)));
        Assert.False(queue.Add(Number(3)));
        Assert.False(queue.Add(Number(4)));

        Assert.Equal((2, 2), (queue.Count, queue.Missed));
        queue.End(drop: false);
        Assert.Equal([Number(3), Number(4)], await RestOf(queue));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Opening_and_closing_stay_in_their_place(int capacity)
    {
        var queue = new EventQueue(capacity);

        queue.Add(Opened);
        for (var i = 0; i < 100; i++)
        {
            queue.Add(Number(i));
        }

        queue.Add(Closed);
        for (var i = 100; i < 200; i++)
        {
            queue.Add(Number(i));
        }

        Assert.Equal(capacity + 2, queue.Count);
        Assert.Equal(200 - capacity, queue.Missed);
        queue.End(drop: false);
        Assert.Equal([Opened, Closed, .. Enumerable.Range(200 - capacity, capacity).Select(Number)], await RestOf(queue));
    }

    [Fact]
    public async Task Taking_waits_for_an_event()
    {
        var queue = new EventQueue(2);
        var taking = queue.TakeAsync().AsTask();
        Assert.False(taking.IsCompleted);

        queue.Add(Opened);

        Assert.Same(Opened, await taking.WaitAsync(LoopThread.Patience));
    }

    [Fact]
    public async Task Taking_ends_with_the_queue()
    {
        var queue = new EventQueue(2);
        var taking = queue.TakeAsync().AsTask();

        queue.End(drop: false);

        Assert.Null(await taking.WaitAsync(LoopThread.Patience));
        Assert.Null(await queue.TakeAsync());
    }

    [Fact]
    public async Task Waiting_for_an_event_can_be_cancelled()
    {
        var queue = new EventQueue(2);
        using var cancellation = new CancellationTokenSource();
        var taking = queue.TakeAsync(cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => taking);
        queue.Add(Opened);
        Assert.Same(Opened, await queue.TakeAsync());
    }

    [Fact]
    public async Task An_ended_queue_takes_nothing_and_may_drop_what_waits()
    {
        var queue = new EventQueue(2);
        queue.Add(Opened);
        queue.Add(Number(1));

        queue.End(drop: true);
        queue.Add(Closed);

        Assert.Equal(0, queue.Count);
        Assert.Null(await queue.TakeAsync());
    }

    private static BandwidthEvent Number(int number) => new(Now, number, 0);

    private static async Task<List<CrawlerEvent>> RestOf(EventQueue queue)
    {
        List<CrawlerEvent> rest = [];
        while (await queue.TakeAsync() is { } next)
        {
            rest.Add(next);
        }

        return rest;
    }
}
