using Crawling.Downloading;
using Crawling.Scheduling;
using Crawling.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crawling.Tests.Scheduling;

public class CoolDownTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly FakeTime _time = new();
    private readonly Scheduler _scheduler;

    public CoolDownTests()
    {
        var calls = new FrontierCalls(new Crawling.Reactor(_time, NullLogger.Instance), () => { }, error => throw error);
        var frontier = new MemoryFrontier(FrontierOrder.FirstInFirstOut, _time);
        _scheduler = new Scheduler(frontier, new SlotLimits(5, TimeSpan.Zero, false), _time, calls, (_, _) => { });
    }

    [Fact]
    public void Nothing_of_a_slot_goes_before_its_cool_down_is_over_and_other_slots_do()
    {
        Add("http://a.test/1", "http://a.test/2", "http://b.test/1");
        Assert.True(_scheduler.CoolDown("a.test", Minute));

        Assert.Equal(["http://b.test/1"], Take());
        Assert.Equal(Minute, _scheduler.NextWake);
        _time.Advance(Minute - TimeSpan.FromTicks(1));
        Assert.Empty(Take());
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(["http://a.test/1", "http://a.test/2"], Take());
    }

    [Fact]
    public void The_longest_cool_down_holds()
    {
        Add("http://a.test/");

        Assert.True(_scheduler.CoolDown("a.test", Minute));
        Assert.False(_scheduler.CoolDown("a.test", Minute / 2));
        Assert.True(_scheduler.CoolDown("a.test", 2 * Minute));
        Assert.Equal(2 * Minute, _scheduler.NextWake);
    }

    [Fact]
    public void It_holds_for_what_is_added_later_and_for_fetches_of_callbacks()
    {
        _scheduler.CoolDown("a.test", Minute);
        Add("http://a.test/late");
        _scheduler.Add(FrontierRequest.Of(new Request("http://a.test/sub"), Hop.First), new SubRequest());

        Assert.Empty(Take());
        _time.Advance(Minute);
        Assert.Equal(["http://a.test/late", "http://a.test/sub"], Take().Order());
    }

    [Fact]
    public void A_cool_down_of_no_length_is_none()
    {
        Assert.False(_scheduler.CoolDown("a.test", TimeSpan.Zero));
        Assert.Null(_scheduler.NextWake);
        Assert.Equal(0, _scheduler.Slots);
    }

    private void Add(params string[] urls) =>
        _scheduler.Add([.. urls.Select(url => FrontierRequest.Of(new Request(url), Hop.First))]);

    private List<string> Take()
    {
        var taken = new List<string>();
        while (_scheduler.TryTake(out var request))
        {
            taken.Add(request.Request.Url.Href);
        }

        return taken;
    }
}
