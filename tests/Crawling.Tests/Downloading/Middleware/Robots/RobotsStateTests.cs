using System.Text;
using Crawling.Robots;
using Crawling.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Tests.Downloading.Middleware.Robots;

/// <summary>What a job keeps of the answers to robots.txt.</summary>
public sealed class RobotsStateTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private readonly ServiceProvider _services;
    private readonly CrawlerProcess _process;
    private readonly Dictionary<string, byte[]> _values = [];

    public RobotsStateTests()
    {
        _services = new ServiceCollection().AddSingleton<TimeProvider>(_time).BuildServiceProvider();
        _process = new CrawlerProcess(null, _services);
    }

    [Fact]
    public void A_file_comes_back_as_it_was_and_is_kept_once_and_a_failure_is_not_kept()
    {
        var (cache, state) = Begin();
        cache.Put(Answer("http://a.test", "User-agent: *\nDisallow: /x\nCrawl-delay: 50\n"));
        cache.Put(new() { Origin = "http://b.test", Failure = "status 503", Reason = FailureReason.Timeout, Expires = _time.GetUtcNow() + TimeSpan.FromMinutes(5) });
        Assert.Equal(1, Save(state));
        Assert.Equal(0, Save(state));

        var (next, nextState) = Begin(options => options.Robots.MaxCrawlDelay = TimeSpan.FromSeconds(20));
        var a = next.Find("http://a.test")!;
        Assert.Equal("http://a.test/robots.txt says 'Disallow: /x'.", a.DenialOf("Bot", Url.Parse("http://a.test/x")));
        Assert.Equal(TimeSpan.FromSeconds(20), a.CrawlDelay);
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromHours(24), a.Expires);
        Assert.Null(next.Find("http://b.test"));
        Assert.Equal(0, Save(nextState));
    }

    [Fact]
    public void What_leaves_the_cache_or_has_expired_is_not_kept()
    {
        var (cache, state) = Begin();
        cache.Put(Answer("http://a.test", ""));
        cache.Put(Answer("http://late.test", "", TimeSpan.FromHours(30)));
        Save(state);
        cache.Put(Answer("http://big.test", new string('#', (int)RobotsCache.UsualLimit)));
        Assert.Equal(3, Save(state));
        Assert.Empty(_values);

        cache.Put(Answer("http://a.test", "", TimeSpan.FromHours(1)));
        cache.Put(Answer("http://b.test", ""));
        cache.Put(Answer("http://late.test", "", TimeSpan.FromHours(30)));
        Save(state);
        _time.Advance(TimeSpan.FromHours(1));
        var (next, nextState) = Begin();

        Assert.Equal(1, next.Count);
        Assert.Equal(2, Save(nextState));
        Assert.Equal(["robots/http://b.test"], _values.Keys);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _process.DisposeAsync();
        await _services.DisposeAsync();
    }

    private RobotsAnswer Answer(string origin, string file, TimeSpan? use = null) => new()
    {
        Origin = origin,
        File = Encoding.UTF8.GetBytes(file),
        Expires = _time.GetUtcNow() + (use ?? TimeSpan.FromHours(24)),
    };

    private (RobotsCache Cache, RobotsState State) Begin(Action<CrawlerOptions>? settings = null)
    {
        var crawler = _process.CreateCrawler(new SpiderOf { Settings = settings });
        var state = new RobotsState(crawler);
        state.Restore(_values);
        return (crawler.Robots, state);
    }

    private int Save(RobotsState state)
    {
        var changes = state.TakeChanges().ToList();
        foreach (var (key, value) in changes)
        {
            _values.Remove(key);
            if (value is not null)
            {
                _values.Add(key, value);
            }
        }

        return changes.Count;
    }
}
