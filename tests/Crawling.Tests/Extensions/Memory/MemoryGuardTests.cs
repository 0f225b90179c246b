using Crawling.Extensions;

namespace Crawling.Tests.Extensions;

public sealed class MemoryGuardTests
{
    [Fact]
    public async Task A_crawl_that_stays_over_its_limit_is_closed()
    {
        await using var site = await LoopbackSite.StartAsync(path => path);
        var log = new RecordingLogger();
        await using var services = Services.With(log);

        var result = await CrawlOnce.RunAsync(
            new SpiderOf { Urls = [site.Url("/0")], Parse = Endless }, Settings.Of("memory:limit=1", "memory:warning=1", "memory:interval=1ms"), services);

        Assert.Equal("memusage_exceeded", result.Reason.Name);
        Assert.Equal((1, 1), (result.Statistics["memusage/warning_reached"], result.Statistics["memusage/limit_reached"]));
        Assert.True(result.Statistics["memusage/max"] > 1 << 20);
        Assert.Equal(3, log.Lines.Count(line => line.Text.Contains("with garbage given back", StringComparison.Ordinal)));
        Assert.Single(log.Lines, line => line.Text.Contains("memory:warning is 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_crawl_is_held_up_over_the_limit_and_goes_on_under_it()
    {
        await using var process = new CrawlerProcess(Settings.Of("memory:limit=100", "memory:interval=1ms"));
        var crawler = process.CreateCrawler(new SpiderOf());
        var held = new List<bool>();
        MemoryGuard? guard = null;

        // At the start, then a look and what is left after giving back, twice; then it has fallen.
        var used = new Queue<long>([10, 150, 120, 130, 110, 90]);
        guard = new MemoryGuard(
            crawler,
            process.Reactor,
            () =>
            {
                held.Add(guard!.HoldsUp);
                return used.Count > 1 ? used.Dequeue() : used.Peek();
            },
            new RecordingLogger(),
            process.Reactor.Stop,
            _ => Assert.Fail("It must not be closed."));
        process.Reactor.CallWhenRunning(guard.Start);
        process.Reactor.Run();
        guard.Stop();

        Assert.Equal([false, false, false, true, true, true], held);
        Assert.False(guard.HoldsUp);
        Assert.Equal(150, crawler.Statistics["memusage/max"]);
    }

    private static async IAsyncEnumerable<Output> Endless(Response response)
    {
        await Task.CompletedTask;
        yield return response.Follow($"/{response.Depth + 1}");
    }
}
