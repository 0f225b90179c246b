using Crawling.Scheduling;

namespace Crawling.Tests.Scheduling;

public sealed class CoolDownTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly SchedulerLoop _loop = new(late: false);

    public void Dispose() => _loop.Dispose();

    [Fact]
    public void Nothing_of_a_slot_goes_before_its_cool_down_is_over_and_other_slots_do()
    {
        _loop.Add("http://a.test/1", "http://a.test/2", "http://b.test/1");
        Assert.True(CoolDown(Minute));

        Assert.Equal(["http://b.test/1"], _loop.Drive());
        Assert.Equal(Minute, _loop.Wait);
        _loop.Advance(59);
        Assert.Empty(_loop.Drive());
        _loop.Advance(1);
        Assert.Equal(["http://a.test/1", "http://a.test/2"], _loop.Drive());
    }

    [Fact]
    public void The_longest_cool_down_holds()
    {
        _loop.Add("http://a.test/");

        Assert.True(CoolDown(Minute));
        Assert.False(CoolDown(Minute / 2));
        Assert.True(CoolDown(2 * Minute));
        Assert.Equal(2 * Minute, _loop.Wait);
    }

    [Fact]
    public void It_holds_for_what_is_added_later_and_for_fetches_of_callbacks()
    {
        CoolDown(Minute);
        _loop.Add("http://a.test/late");
        _loop.Call(scheduler => scheduler.Add(SchedulerLoop.Of("http://a.test/sub"), new SubRequest()));

        Assert.Empty(_loop.TakeAll());
        _loop.Advance(60);
        Assert.Equal(["http://a.test/sub", "http://a.test/late"], _loop.TakeAll().Select(taken => taken.Request.Url.Href));
    }

    [Fact]
    public void A_cool_down_of_no_length_is_none()
    {
        Assert.False(CoolDown(TimeSpan.Zero));
        Assert.Null(_loop.Wait);
        Assert.Equal(0, _loop.Slots);
    }

    private bool CoolDown(TimeSpan wait) => _loop.Call(scheduler => scheduler.CoolDown("a.test", wait));
}
