using Crawling.Feeds;
using Crawling.Scraping;
using Microsoft.Extensions.Logging;

namespace Crawling.Engine;

/// <summary>Opens what a crawl consists of, off the loop, and closes it again in the reverse order.</summary>
internal sealed class CrawlLifecycle(Crawler crawler, CrawlScope scope, IDownloadHandler http, ILogger logger)
{
    /// <summary>How long a crawl's end waits for slow listeners.</summary>
    private static readonly TimeSpan ListenersLimit = TimeSpan.FromSeconds(5);

    private readonly List<IItemPipeline> _opened = [];

    public async Task<CrawlParts> OpenAsync()
    {
        await Task.Yield();
        var parts = CrawlParts.Create(crawler, scope, http);
        crawler.Extensions.Use(parts.Extensions);
        crawler.Items.Open(FeedSet.Open(crawler.Options.Feeds, logger));
        foreach (var pipeline in parts.Pipelines)
        {
            await pipeline.OpenAsync(crawler);
            _opened.Add(pipeline);
        }

        await crawler.Extensions.OnOpenedAsync();
        return parts;
    }

    /// <summary>Closes everything that was opened; what fails is logged.</summary>
    /// <returns>The failure that makes the crawl one that failed: that of a feed.</returns>
    public async Task<Exception?> CloseAsync(Scraper? scraper, CloseReason reason)
    {
        if (scraper is not null)
        {
            await TryAsync("the feeds' writer", () => new(scraper.CompleteAsync()));
        }

        foreach (var pipeline in Enumerable.Reverse(_opened))
        {
            await TryAsync(pipeline.GetType().Name, () => pipeline.CloseAsync(crawler));
        }

        var feedError = await TryAsync("the feeds", () => crawler.Items.CloseAsync(reason.IsFailure ? FeedEnd.Discard : FeedEnd.Keep));
        await TryAsync("the spider", () => crawler.Spider.ClosedAsync(reason));
        await crawler.Extensions.OnClosedAsync(reason);
        FinalStatistics.Set(crawler.Statistics, reason, crawler.Time.GetUtcNow());
        crawler.Events.Publish(new SpiderClosed(crawler.Time.GetUtcNow(), reason));
        await crawler.Events.CompleteAsync(ListenersLimit);
        await TryAsync("the services of the crawl", scope.DisposeAsync);
        return feedError;
    }

    private async Task<Exception?> TryAsync(string part, Func<ValueTask> close)
    {
        try
        {
            await close().AsTask().WaitAsync(crawler.Options.Close.Deadline, crawler.Time);
            return null;
        }
        catch (Exception error)
        {
            EngineLog.PartFailed(logger, error, part);
            return error;
        }
    }
}
