using Crawling.Testing;

namespace Crawling.Tests;

public class FakeTimeTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void It_stands_still_until_it_is_told_to_go_on()
    {
        var start = new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);
        var time = new FakeTime(start);
        var stamp = time.GetTimestamp();
        Assert.Equal(start, time.GetUtcNow());

        time.Advance(Second);

        Assert.Equal(start + Second, time.GetUtcNow());
        Assert.Equal(Second, time.GetElapsedTime(stamp));
    }

    [Fact]
    public void Each_timer_rings_at_its_own_time_soonest_first()
    {
        var time = new FakeTime();
        var start = time.GetUtcNow();
        List<(string, TimeSpan)> rung = [];
        foreach (var (name, due) in new[] { ("late", 3), ("early", 1), ("middle", 2), ("middle too", 2) })
        {
            time.CreateTimer(_ => rung.Add((name, time.GetUtcNow() - start)), null, due * Second, Timeout.InfiniteTimeSpan);
        }

        Assert.Equal(start + Second, time.NextDue);
        time.Advance(2 * Second);
        Assert.Equal([("early", Second), ("middle", 2 * Second), ("middle too", 2 * Second)], rung);
        time.Advance(Second);

        Assert.Equal(("late", 3 * Second), rung[^1]);
        Assert.Null(time.NextDue);
    }

    [Fact]
    public void A_periodic_timer_rings_each_time()
    {
        var time = new FakeTime();
        var rung = 0;
        time.CreateTimer(_ => rung++, null, Second, 2 * Second);

        time.Advance(Second);
        Assert.Equal(1, rung);
        time.Advance(6 * Second);

        Assert.Equal(4, rung);
    }

    [Fact]
    public void A_timer_due_at_once_rings_at_once()
    {
        var time = new FakeTime();
        var rung = 0;

        time.CreateTimer(_ => rung++, null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        Assert.Equal(1, rung);
        Assert.Null(time.NextDue);
    }

    [Fact]
    public void A_timer_set_by_another_rings_in_the_same_advance()
    {
        var time = new FakeTime();
        var rung = false;
        time.CreateTimer(_ => time.CreateTimer(_ => rung = true, null, Second, Timeout.InfiniteTimeSpan), null, Second, Timeout.InfiniteTimeSpan);

        time.Advance(2 * Second);

        Assert.True(rung);
    }

    [Fact]
    public void A_timer_can_be_changed_and_switched_off()
    {
        var time = new FakeTime();
        var rung = 0;
        var timer = time.CreateTimer(_ => rung++, null, Second, Timeout.InfiniteTimeSpan);

        Assert.True(timer.Change(2 * Second, Timeout.InfiniteTimeSpan));
        time.Advance(Second);
        Assert.Equal(0, rung);
        time.Advance(Second);
        Assert.Equal(1, rung);
        timer.Change(Second, Timeout.InfiniteTimeSpan);
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        time.Advance(5 * Second);

        Assert.Equal(1, rung);
    }

    [Fact]
    public void A_disposed_timer_rings_no_more_and_cannot_be_set()
    {
        var time = new FakeTime();
        var rung = false;
        var timer = time.CreateTimer(_ => rung = true, null, Second, Second);

        timer.Dispose();

        Assert.False(timer.Change(Second, Second));
        time.Advance(5 * Second);
        Assert.False(rung);
    }

    [Fact]
    public void It_does_not_go_back()
    {
        var time = new FakeTime();
        var start = time.GetUtcNow();
        Assert.Throws<ArgumentOutOfRangeException>(() => time.Advance(-Second));

        time.CreateTimer(_ => time.Advance(10 * Second), null, Second, Timeout.InfiniteTimeSpan);
        time.Advance(2 * Second);

        Assert.Equal(start + (11 * Second), time.GetUtcNow());
    }

    [Fact]
    public void Local_time_is_utc() => Assert.Equal(TimeSpan.Zero, new FakeTime().GetLocalNow().Offset);

    [Fact]
    public async Task Delays_and_timeouts_follow_it()
    {
        var time = new FakeTime();
        var delay = Task.Delay(Second, time);
        using var timeout = new CancellationTokenSource(2 * Second, time);

        time.Advance(Second);
        await delay;
        Assert.False(timeout.IsCancellationRequested);
        time.Advance(Second);

        Assert.True(timeout.IsCancellationRequested);
    }
}
