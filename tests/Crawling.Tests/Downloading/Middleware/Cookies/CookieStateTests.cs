using System.Collections.Concurrent;
using Crawling.Cookies;
using Crawling.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crawling.Tests.Downloading.Middleware.Cookies;

/// <summary>What a job keeps of cookies.</summary>
public sealed class CookieStateTests : IDisposable
{
    private const string Site = "http://a.example/";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crawling-cookies-");
    private readonly FakeTime _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly Dictionary<string, byte[]> _kept = [];

    [Fact]
    public async Task A_resumed_crawl_is_the_same_visitor_in_each_of_its_sessions()
    {
        var visitors = 0;
        var cookies = new ConcurrentQueue<string>();
        await using var site = await LoopbackSite.StartAsync(context =>
        {
            cookies.Enqueue(context.Request.Headers.Cookie.ToString());
            if (!context.Request.Cookies.ContainsKey("visitor"))
            {
                context.Response.Headers.Append("Set-Cookie", $"visitor={++visitors}");
            }

            return Task.CompletedTask;
        });

        Assert.Equal("closespider_pagecount", (await CrawlAsync(closeAfter: 4)).Reason.Name);
        var before = cookies.Count;
        Assert.InRange(before, 4, 9);
        Assert.Equal(CloseReason.Finished, (await CrawlAsync()).Reason);

        Assert.Equal(2, visitors);
        Assert.Equal(10, cookies.Count);
        Assert.Equal(["visitor=1", "visitor=2"], cookies.Skip(before).Distinct().Order());

        Task<CrawlResult> CrawlAsync(int? closeAfter = null)
        {
            var spider = new SpiderOf { Starting = () => Pages(site).ToAsyncEnumerable() };
            var options = new CrawlerOptions { ConcurrentRequests = 1, Job = { Directory = _folder.FullName }, Close = { Pages = closeAfter } };
            return CrawlOnce.RunAsync(spider, options);
        }

        static IEnumerable<Output> Pages(LoopbackSite site) =>
            Enumerable.Range(0, 10).Select(page => (Output)new Request(site.Url($"/{page}")) { CookieJar = page % 2 == 0 ? "even" : null });
    }

    [Fact]
    public void What_comes_back_is_what_was_kept_in_every_part()
    {
        var (sessions, state) = Open();
        sessions.Take(null, "https://www.a.example/x/", "z=1; Secure; Domain=a.example; Path=/x; Max-Age=60");
        sessions.Take(null, "https://www.a.example/x/", "n\u00e4me=\u6625=\"");
        sessions.Take(null, "https://www.a.example/", "nameless");
        sessions.Put(null, "https://www.a.example/", new Dictionary<string, string> { ["own"] = "1" });
        sessions.Put("other", "https://www.a.example/", new Dictionary<string, string> { ["own"] = "2" });
        Keep(state);
        var (restored, _) = Open();

        string[] urls =
        [
            "https://www.a.example/x/y", "https://a.example/x", "http://www.a.example/x/y", "https://www.a.example:8443/x/y", "https://www.a.example/",
        ];
        Assert.All(urls, url => Assert.Equal(sessions.Send(null, url), restored.Send(null, url)));
        Assert.Equal("own=2", restored.Send("other", "https://www.a.example/"));
        Assert.NotEqual("", restored.Send(null, urls[3]));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal("", restored.Send(null, "https://a.example/x"));
    }

    [Fact]
    public void Only_what_has_changed_is_written()
    {
        var (sessions, state) = Open();
        sessions.Take(null, Site, "a=1");
        sessions.Take(null, Site, "b=1");
        Assert.Equal(2, Keep(state));
        sessions.Send(null, Site);
        Assert.Equal(0, Keep(state));
        sessions.Take(null, Site, "b=2");
        sessions.Put(null, Site, new Dictionary<string, string> { ["c"] = "1" });
        sessions.Put(null, Site, new Dictionary<string, string> { ["c"] = "1" });
        Assert.Equal(2, Keep(state));
        sessions.Put(null, Site, new Dictionary<string, string> { ["c"] = "1" });
        Assert.Equal(0, Keep(state));
        Assert.Equal(0, Keep(Open().State));
    }

    [Fact]
    public void What_is_gone_or_has_expired_is_removed()
    {
        var (sessions, state) = Open();
        sessions.Take(null, Site, "a=1");
        sessions.Take(null, Site, "b=1; Max-Age=10");
        sessions.Take("s", Site, "c=1");
        Keep(state);
        sessions.Take(null, Site, "a=; Max-Age=0");
        Keep(state);
        Assert.Equal(2, _kept.Count);

        _time.Advance(TimeSpan.FromSeconds(10));
        var (restored, restoredState) = Open();
        Keep(restoredState);

        Assert.Single(_kept);
        Assert.Equal("", restored.Send(null, Site));
        Assert.Equal("c=1", restored.Send("s", Site));
    }

    [Fact]
    public void Sessions_that_were_not_used_for_longest_are_forgotten_when_they_take_too_much()
    {
        var statistics = new CrawlStatistics();
        var log = new RecordingLogger();
        var (sessions, state) = Open(new() { MemoryLimit = 1 << 20 }, statistics, log);
        var value = new string('v', 4000);
        sessions.Take("first", Site, "s=1");
        for (var number = 0; number < 1000; number++)
        {
            sessions.Take($"{number}", Site, $"s={value}");
            sessions.Send("first", Site);
            Keep(state);
        }

        Assert.Equal("s=1", sessions.Send("first", Site));
        Assert.Equal("", sessions.Send("800", Site));
        Assert.NotEqual("", sessions.Send("950", Site));
        Assert.InRange(_kept.Values.Sum(json => json.Length), 250_000, 600_000);
        Assert.Equal(1001 - _kept.Count, statistics["cookies/session_forgotten_count"]);
        Assert.Contains("cookies:memoryLimit", Assert.Single(log.Lines).Text, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>With what has been kept so far.</summary>
    private (CookieSessions Sessions, CookieState State) Open(
        CookiesOptions? options = null, CrawlStatistics? statistics = null, RecordingLogger? log = null)
    {
        var sessions = new CookieSessions(options ?? new(), _time, statistics ?? new(), log ?? (ILogger)NullLogger.Instance);
        var state = new CookieState(sessions);
        state.Restore(_kept);
        return (sessions, state);
    }

    /// <summary>How much was written.</summary>
    private int Keep(CookieState state)
    {
        var changes = state.TakeChanges().ToList();
        foreach (var (key, value) in changes)
        {
            if (value is null)
            {
                _kept.Remove(key);
            }
            else
            {
                _kept[key] = value;
            }
        }

        return changes.Count;
    }
}
