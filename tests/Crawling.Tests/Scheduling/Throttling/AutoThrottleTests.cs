using Crawling.Scheduling;
using Crawling.Throttling;

namespace Crawling.Tests.Scheduling.Throttling;

/// <summary>How the delay of a host follows its answers, on fake time.</summary>
public sealed class AutoThrottleTests : IDisposable
{
    private readonly AutoThrottleOptions _options = new();
    private SchedulerLoop? _loop;
    private TimeSpan _delay;

    public void Dispose() => _loop?.Dispose();

    [Fact]
    public void The_delay_converges_to_the_latency_backs_off_and_recovers()
    {
        Begin();
        double[] converging = [.. Enumerable.Range(0, 12).Select(_ => Fetch(200, latency: 0.4))];

        Assert.Equal([2.7, 1.55, 0.975], converging[..3]);
        Assert.Equal(0.4, converging[^1], 0.01);

        Assert.Equal(5, Fetch(429, latency: 0.01));
        Assert.Equal(10, Fetch(503, latency: 0.01));
        Assert.Equal(20, Fetch(FailureReason.Timeout, latency: 30));

        double[] recovering = [.. Enumerable.Range(0, 60).Select(_ => Fetch(200, latency: 0.4))];
        Assert.Equal(0.4 + (19.6 * 0.9), recovering[0], 0.001);
        Assert.Equal(0.4, recovering[^1], 0.1);
        Assert.All(recovering.Zip(recovering[1..]), pair => Assert.True(pair.First > pair.Second));
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(2, 4)]
    [InlineData(0.5, 16)]
    public void A_longer_latency_slows_at_once_to_what_the_target_concurrency_asks_for(double concurrency, double delay)
    {
        _options.TargetConcurrency = concurrency;
        _options.StartDelay = TimeSpan.FromSeconds(1);
        Begin();

        Assert.Equal(delay, Fetch(200, latency: 8));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(304)]
    [InlineData(404)]
    [InlineData(500)]
    public void An_answer_that_is_no_page_may_slow_but_never_speed_up(int status)
    {
        Begin();

        Assert.Equal(5, Fetch(status, latency: 0.01));
        Assert.Equal(7, Fetch(status, latency: 7));
    }

    [Theory]
    [InlineData(FailureReason.Timeout)]
    [InlineData(FailureReason.TooSlow)]
    [InlineData(FailureReason.ConnectionRefused)]
    [InlineData(FailureReason.ConnectionLost)]
    public void A_host_that_does_not_keep_up_is_one_that_refuses(FailureReason failure)
    {
        Begin();

        Assert.Equal(10, Fetch(failure, latency: 0.01));
    }

    [Theory]
    [InlineData(FailureReason.NameResolution)]
    [InlineData(FailureReason.TooLarge)]
    [InlineData(FailureReason.Tls)]
    public void Other_failures_say_nothing(FailureReason failure) => Assert.Null(HostAnswer.Of(0, default, failure));

    [Fact]
    public void It_never_leaves_the_limits_of_the_settings_and_of_robots_txt()
    {
        _options.MaxDelay = TimeSpan.FromSeconds(30);
        Begin(TimeSpan.FromSeconds(2));

        for (var i = 0; i < 20; i++)
        {
            Assert.InRange(Fetch(200, latency: 0.01), 2, 5);
        }

        Assert.Equal(2, Fetch(200, latency: 0.01), 0.001);
        Assert.Equal(30, Fetch(200, latency: 50));
    }

    [Fact]
    public void It_begins_with_the_crawl_delay_if_that_is_longer()
    {
        Begin();
        _loop!.Call(scheduler => scheduler.Gate = request =>
        {
            request.Robots = new() { Origin = "http://a.test", CrawlDelay = TimeSpan.FromSeconds(40), Expires = DateTimeOffset.MaxValue };
            return true;
        });

        Assert.Equal(40, Fetch(200, latency: 0.01));
        Assert.Equal(40, _loop.Wait!.Value.TotalSeconds, 0.1);
    }

    [Fact]
    public void Several_refusals_of_what_was_under_way_together_count_once()
    {
        _options.StartDelay = TimeSpan.FromSeconds(1);
        Begin();
        var first = Take();
        _loop!.Advance(1);
        var second = Take();
        _loop.Advance(1);

        Assert.Equal(2, Answer(first, 503, latency: 2));
        Assert.Null(Answer(second, 503, latency: 1));
    }

    [Fact]
    public void Each_slot_learns_for_itself_and_only_where_it_is_on()
    {
        _loop = new SchedulerLoop(late: false, Limits(TimeSpan.Zero));
        _loop.Call(scheduler => scheduler.Use(_loop.Pace with { Hosts = new([new("off.test", new() { AutoThrottle = false })]) }));
        _loop.Add("http://on.test/0", "http://off.test/0");
        var (on, off) = (_loop.Take()!, _loop.Take()!);

        Assert.NotNull(Answer(on, 429, 0));
        Assert.Null(Answer(off, 429, 0));
    }

    [Fact]
    public void A_delay_is_remembered_for_a_minute_without_requests()
    {
        Begin(pages: 1);
        Assert.Equal(2.55, Fetch(200, latency: 0.1));

        Assert.Equal(60, _loop!.Wait!.Value.TotalSeconds, 3.0);
        _loop.Advance(_loop.Wait!.Value.TotalSeconds - 0.001);
        Assert.Equal(1, _loop.Slots);
        _loop.Advance(0.001);
        Assert.Null(_loop.Take());
        Assert.Equal(0, _loop.Slots);
    }

    private void Begin(TimeSpan? delay = null, int pages = 100)
    {
        _delay = _options.StartDelay;
        _loop = new SchedulerLoop(late: false, Limits(delay ?? TimeSpan.Zero));
        _loop.Add([.. Enumerable.Range(0, pages).Select(i => $"http://a.test/{i}")]);
    }

    private SlotLimits Limits(TimeSpan delay) => new(5, delay, false, _options);

    private double Fetch(int status, double latency) => Fetch(sent => HostAnswer.Of(sent, TimeSpan.FromSeconds(latency), status), latency);

    private double Fetch(FailureReason failure, double latency) =>
        Fetch(sent => HostAnswer.Of(sent, TimeSpan.FromSeconds(latency), failure)!.Value, latency);

    /// <summary>Fetches once, and waits until the next may go.</summary>
    /// <returns>The delay in seconds that holds after it.</returns>
    private double Fetch(Func<long, HostAnswer> answer, double latency)
    {
        var request = Take();
        var sent = _loop!.Now;
        _loop.Advance(latency);
        _delay = _loop.Call(scheduler => scheduler.Hear(request.Entry.Slot, answer(sent.UtcTicks))) ?? _delay;
        _loop.Finish(request);
        if (_loop.Queued > 0 && request.Robots is null)
        {
            Assert.Equal(Math.Max(0, _delay.TotalSeconds - latency), _loop.Wait?.TotalSeconds ?? 0, 0.001);
            _loop.Advance((_loop.Wait?.TotalSeconds ?? 0) + 0.0001);
        }

        return Math.Round(_delay.TotalSeconds, 4);
    }

    private LeasedRequest Take() => _loop!.Take() ?? throw new InvalidOperationException("None may go.");

    private double? Answer(LeasedRequest request, int status, double latency) => _loop!.Call(scheduler => scheduler.Hear(
        request.Entry.Slot,
        HostAnswer.Of((_loop.Now - TimeSpan.FromSeconds(latency)).UtcTicks, TimeSpan.FromSeconds(latency), status)))?.TotalSeconds;
}
