using Crawling.Configuration;
using Crawling.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Testing;

/// <summary>Runs a spider for a test, on a page, a recording or a site, by the engine that crawls with it, and gives what came of it as lists.</summary>
public static class SpiderTest
{
    /// <summary>Runs one callback on one page; nothing is fetched, and nothing it yields is followed.</summary>
    /// <param name="spider">A spider that has not crawled yet.</param>
    /// <param name="page">The page, as <see cref="SavedPage"/> reads one; its request's Meta and CallbackArguments are there.</param>
    /// <param name="callback">The callback, one of the spider's. Default: <see cref="Spider.ParseAsync"/>.</param>
    /// <param name="fetched">The pages that <see cref="Response.FetchAsync"/> gets in the callback. Default: none.</param>
    /// <param name="options">The settings. Default: the defaults.</param>
    /// <returns>The items and requests as they were yielded, before any pipeline or filter.</returns>
    /// <exception cref="Exception">What the callback threw.</exception>
    public static async Task<SpiderTestResult> RunAsync(
        Spider spider, Response page, ParseCallback? callback = null, IEnumerable<Response>? fetched = null, CrawlerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(spider);
        ArgumentNullException.ThrowIfNull(page);
        var own = options is null ? new CrawlerOptions() : OptionsCopy.Of(options);
        own.DownloaderMiddleware.ReplaceBy([typeof(SavedPages)]);
        var pages = new SavedPages([page, .. fetched ?? []]);
        var request = page.Request with { Url = page.Url, AllowedStatuses = [page.Status] };
        var trial = new Trial(request, callback ?? spider.ParseAsync);
        Trial.Begin(spider, [trial]);

        var result = await CrawlAsync(spider, own, new FakeTime(), services => services.AddSingleton(pages));

        trial.Error?.Throw();
        return trial.HasEnded
            ? result with { Items = trial.Items, Requests = trial.Requests }
            : throw trial.Failure?.Exception ?? new InvalidOperationException($"The callback did not run: the crawl ended as {result.Reason.Name}.");
    }

    /// <summary>Runs a spider to its end on a recording (docs/recording.md): offline, and the same way each time.</summary>
    /// <param name="spider">A spider that has not crawled yet.</param>
    /// <param name="recording">The WARC file.</param>
    /// <param name="options">The settings. Default: the defaults.</param>
    /// <exception cref="SettingsException">The recording or a setting cannot be used.</exception>
    public static Task<SpiderTestResult> ReplayAsync(Spider spider, string recording, CrawlerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(spider);
        ArgumentException.ThrowIfNullOrEmpty(recording);
        var own = options is null ? new CrawlerOptions() : OptionsCopy.Of(options);
        own.Record.File = null;
        own.Replay.File = recording;
        return CrawlAsync(spider, own);
    }

    /// <summary>Runs a spider to its end, as its settings say: against a site on loopback, whose Configure the options went through.</summary>
    /// <param name="spider">A spider that has not crawled yet.</param>
    /// <param name="options">The settings. Default: the defaults.</param>
    /// <param name="time">The clock; it goes on by itself whenever the crawl waits for nothing else, so that no delay takes time. Default: one of its own.</param>
    /// <exception cref="Exception">What ended the crawl before its time.</exception>
    public static Task<SpiderTestResult> CrawlAsync(Spider spider, CrawlerOptions? options = null, FakeTime? time = null)
    {
        ArgumentNullException.ThrowIfNull(spider);
        return CrawlAsync(spider, options is null ? new CrawlerOptions() : OptionsCopy.Of(options), time ?? new FakeTime(), static _ => { });
    }

    private static async Task<SpiderTestResult> CrawlAsync(Spider spider, CrawlerOptions options, FakeTime time, Action<IServiceCollection> configure)
    {
        var log = new TestLog();
        options.Extensions.Add<TestLog>();
        options.SpiderMiddleware.Add<YieldedRequests>();
        var registered = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(time).AddSingleton(log).AddSingleton(new YieldedRequests(log));
        configure(registered);
        await using var services = registered.BuildServiceProvider();
        await using var process = new CrawlerProcess(options, services);
        var crawler = process.CreateCrawler(spider);
        _ = crawler.CrawlAsync();
        var running = process.RunAsync();
        await new TimePasser(crawler, process.Reactor, time).UntilAsync(running);

        var result = (await running).Single();
        return result.Error is { } error ? throw error : log.ToResult(result);
    }
}
