using Crawling.Downloading;
using Crawling.Testing;

namespace Crawling.Tests.Downloading.Middleware.Proxy;

public sealed class ProxyPoolTests
{
    private static readonly Url One = "http://one:1";
    private static readonly Url Two = "http://two:2";

    private readonly FakeTime _time = new();
    private readonly ProxyPool _pool;

    public ProxyPoolTests() => _pool = new(
        new ProxyOptions { Pool = [One, Two], BackOff = TimeSpan.FromMinutes(1), MaxBackOff = TimeSpan.FromMinutes(3) }, _time);

    [Fact]
    public void Proxies_take_turns() => Assert.Equal([One, Two, One, Two], Enumerable.Range(0, 4).Select(_ => Pick()));

    [Fact]
    public void A_session_keeps_its_proxy_until_that_rests()
    {
        var own = Pick("me");
        Assert.All(Enumerable.Range(0, 5), _ => Assert.Equal(own, Pick("me")));

        _pool.Failed(own!, isDown: true);
        Assert.Equal(own == One ? Two : One, Pick("me"));

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(own, Pick("me"));
    }

    [Fact]
    public void A_proxy_that_goes_on_failing_rests_longer_each_time()
    {
        foreach (var minutes in new[] { 1, 2, 3, 3 })
        {
            Assert.Equal(TimeSpan.FromMinutes(minutes), _pool.Failed(One, isDown: true));
            Assert.Null(_pool.Failed(One, isDown: true));
            Assert.Equal((Two, Two), (Pick(), Pick()));
            _time.Advance(TimeSpan.FromMinutes(minutes));
        }

        _pool.Succeeded(One);
        Assert.Equal(TimeSpan.FromMinutes(1), _pool.Failed(One, isDown: true));
    }

    [Fact]
    public void What_may_be_the_targets_doing_is_held_against_a_proxy_the_third_time_in_a_row()
    {
        Assert.Null(_pool.Failed(One, isDown: false));
        Assert.Null(_pool.Failed(One, isDown: false));
        _pool.Succeeded(One);
        Assert.Null(_pool.Failed(One, isDown: false));
        Assert.Null(_pool.Failed(One, isDown: false));
        Assert.Equal(TimeSpan.FromMinutes(1), _pool.Failed(One, isDown: false));
    }

    [Fact]
    public void When_all_rest_it_tells_when_the_first_is_back()
    {
        _pool.Failed(One, isDown: true);
        _time.Advance(TimeSpan.FromSeconds(20));
        _pool.Failed(Two, isDown: true);

        Assert.False(_pool.TryPick(null, out _, out var wait));
        Assert.Equal(TimeSpan.FromSeconds(40), wait);
    }

    private Url? Pick(string? session = null) => _pool.TryPick(session, out var proxy, out _) ? proxy : null;
}
