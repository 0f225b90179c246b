using Crawling.Scheduling;
using Crawling.Testing;
using Crawling.Throttling;
using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Tests.Scheduling.Throttling;

/// <summary>A slow host among fast ones, counted on fake time.</summary>
public sealed class FairnessTests
{
    private const int Places = 5;
    private const int Pages = 20;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_host_that_answers_slowly_delays_none_of_99_that_do_not(bool late)
    {
        using var loop = new SchedulerLoop(late, new SlotLimits(Places, TimeSpan.Zero, false));
        var hosts = Enumerable.Range(0, 99).Select(i => $"fast{i}").Prepend("slow").ToArray();
        loop.Add([.. Enumerable.Range(0, Pages).SelectMany(page => hosts.Select(host => $"http://{host}/{page}"))]);
        var slow = new List<LeasedRequest>();
        var active = new Queue<LeasedRequest>();
        var (fast, most) = (0, 0);
        while (fast < 99 * Pages)
        {
            while (active.Count + slow.Count < Places && loop.Take(Places - active.Count - slow.Count) is { } request)
            {
                (request.Entry.Slot == "slow" ? slow.Add : (Action<LeasedRequest>)active.Enqueue)(request);
            }

            // The slow one never answers; a fast one does after a second.
            most = fast < 90 * Pages ? slow.Count : most;
            loop.Advance(1);
            for (var answered = active.Count; answered > 0; answered--)
            {
                loop.Finish(active.Dequeue());
                fast++;
            }
        }

        Assert.Equal(1, most);
        Assert.InRange((loop.Now - new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)).TotalSeconds, 99 * Pages / Places, 99 * Pages / (Places - 1) * 1.05);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_host_that_must_wait_delays_none_of_99_that_need_not(bool late)
    {
        using var loop = new SchedulerLoop(late, new SlotLimits(Places, TimeSpan.FromSeconds(1), false));
        loop.Call(scheduler => scheduler.Use(loop.Pace with { Hosts = new([new("slow", new() { Delay = TimeSpan.FromHours(1) })]) }));
        var hosts = Enumerable.Range(0, 99).Select(i => $"fast{i}").Prepend("slow").ToArray();
        loop.Add([.. hosts.SelectMany(host => Enumerable.Range(0, Pages).Select(page => $"http://{host}/{page}"))]);
        var taken = new List<string>();
        for (var second = 0; second < Pages; second++)
        {
            taken.AddRange(loop.Drive().Select(url => new Uri(url).Host));
            loop.Advance(1);
        }

        Assert.Equal(1, taken.Count(host => host == "slow"));
        Assert.Equal(99 * Pages, taken.Count(host => host != "slow"));
    }

    [Fact]
    public async Task Start_requests_of_other_hosts_are_found_behind_those_of_one_that_must_wait()
    {
        await using var slow = await LoopbackSite.StartAsync(path => path);
        await using var fast = await LoopbackSite.StartAsync(path => path);
        await using var services = new ServiceCollection().AddSingleton<TimeProvider>(new FakeTime()).BuildServiceProvider();
        await using var process = new CrawlerProcess(null, services);
        var pulled = 0;
        var crawler = process.CreateCrawler(new SpiderOf
        {
            Starting = StartAsync,
            Settings = options =>
            {
                options.Robots.Obey = false;
                options.Hosts["127.0.0.1"] = new() { Delay = TimeSpan.FromHours(1) };
            },
        });
        _ = crawler.CrawlAsync();
        _ = process.RunAsync();
        while (fast.Requests.Count < 3)
        {
            await Task.Delay(1);
        }

        await crawler.StopAsync();
        Assert.Single(slow.Requests);
        Assert.InRange(pulled, 1003, 10_010);

        async IAsyncEnumerable<Output> StartAsync()
        {
            await Task.CompletedTask;
            for (; ; pulled++)
            {
                yield return new Request(pulled is >= 1000 and < 1003
                    ? fast.Url($"/{pulled}").Replace("127.0.0.1", "localhost", StringComparison.Ordinal)
                    : slow.Url($"/{pulled}"));
            }
        }
    }
}
