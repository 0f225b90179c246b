using System.Diagnostics;

namespace Crawling.Benchmarks;

/// <summary>A real crawl of 99 hosts that answer at once, with or without one beside them that takes a second for each page.</summary>
internal static class MixedHosts
{
    private const int FastHosts = 99;
    private const int SlowWait = 1000;
    private const string SlowHost = "slow.test";

    /// <param name="site">All of them.</param>
    /// <param name="pages">The pages of each fast host.</param>
    /// <param name="delay">Between two requests of a host.</param>
    /// <param name="withSlow">Whether the slow one is among them.</param>
    /// <returns>The time until the last page of a fast host, and the slots left at the end.</returns>
    public static async Task<(TimeSpan Fast, int Slots)> CrawlAsync(PageSite site, int pages, TimeSpan delay, bool withSlow)
    {
        var options = new CrawlerOptions
        {
            ConcurrentRequests = 32,
            Robots = { Obey = false },
            Download = { Delay = delay, RandomizeDelay = false },
        };
        await using var services = LoopbackNames.Services();
        await using var process = new CrawlerProcess(options, services);
        var spider = new MixedSpider(site, pages, withSlow);
        var crawler = process.CreateCrawler(spider);
        _ = crawler.CrawlAsync();
        var result = (await process.RunAsync()).Single();
        return result.Reason == CloseReason.Finished && spider.FastLeft == 0
            ? (spider.LastFast, (await crawler.SnapshotAsync()).HostCount)
            : throw new InvalidOperationException($"The crawl ended as '{result.Reason}' with {spider.FastLeft} pages left.");
    }

    private sealed class MixedSpider(PageSite site, int pages, bool withSlow) : Spider
    {
        private long _started;
        private int _nextSlow;

        public int FastLeft { get; private set; } = FastHosts * pages;

        public TimeSpan LastFast { get; private set; }

        public override async IAsyncEnumerable<Output> StartAsync()
        {
            await ValueTask.CompletedTask;
            _started = Stopwatch.GetTimestamp();
            for (var chain = 0; withSlow && chain < Crawler.Options.ConcurrentRequestsPerHost; chain++)
            {
                yield return NextSlow();
            }

            for (var host = 0; host < FastHosts; host++)
            {
                yield return new Request(site.Page(FastHost(host), 0));
            }
        }

        public override async IAsyncEnumerable<Output> ParseAsync(Response response)
        {
            await ValueTask.CompletedTask;
            if (response.Url.Host == SlowHost)
            {
                if (FastLeft > 0)
                {
                    yield return NextSlow();
                }

                yield break;
            }

            FastLeft--;
            LastFast = Stopwatch.GetElapsedTime(_started);
            for (var page = 1; page < pages && response.Depth == 0; page++)
            {
                yield return new Request(site.Page(response.Url.Host, page));
            }
        }

        private static string FastHost(int host) => $"fast-{host}.test";

        private Request NextSlow() => new(site.Page(SlowHost, Interlocked.Increment(ref _nextSlow), SlowWait));
    }
}
