using Crawling.Feeds;
using Crawling.Jobs;
using Crawling.Scheduling;
using Crawling.Scraping;
using Microsoft.Extensions.Logging;

namespace Crawling.Engine;

/// <summary>Opens what a crawl consists of, off the loop, and closes it again in the reverse order.</summary>
internal sealed class CrawlLifecycle(Crawler crawler, CrawlScope scope, IDownloadHandler http, ILogger logger)
{
    /// <summary>How long a crawl's end waits for slow listeners.</summary>
    private static readonly TimeSpan ListenersLimit = TimeSpan.FromSeconds(5);

    private readonly List<IItemPipeline> _opened = [];

    /// <returns>Null if its job was finished before: there is nothing to do.</returns>
    public async Task<CrawlParts?> OpenAsync()
    {
        await Task.Yield();
        var start = OpenJob();
        if (start?.IsFinished == true)
        {
            return null;
        }

        if (crawler.Recorder is { } recorder)
        {
            await recorder.OpenAsync();
        }

        var parts = CrawlParts.Create(crawler, scope, http, start?.StartOutputs ?? 0);
        crawler.Extensions.Use(parts.Extensions);
        await OpenFeedsAsync(start);
        foreach (var pipeline in parts.Pipelines)
        {
            await pipeline.OpenAsync(crawler);
            _opened.Add(pipeline);
        }

        await crawler.Extensions.OnOpenedAsync();
        return parts;
    }

    /// <summary>Waits for what is being written to the feeds; nothing is written after it.</summary>
    public async Task StopWritingAsync(Scraper? scraper)
    {
        if (scraper is not null)
        {
            await TryAsync("the feeds' writer", () => new(scraper.CompleteAsync()));
        }
    }

    /// <summary>Closes everything that was opened; what fails is logged.</summary>
    /// <returns>The failure that makes the crawl one that failed: that of a feed or of the job.</returns>
    public async Task<Exception?> CloseAsync(CloseReason reason, IFrontier frontier)
    {
        foreach (var pipeline in Enumerable.Reverse(_opened))
        {
            await TryAsync(pipeline.GetType().Name, () => pipeline.CloseAsync(crawler));
        }

        var feedError = await TryAsync("the feeds", () => crawler.Items.CloseAsync(EndOf(reason)));
        var recordError = await TryAsync("the recording", () => crawler.Recorder?.DisposeAsync() ?? default);
        var jobError = await TryAsync("the job", () => CloseJobAsync(feedError is null ? reason : CloseReason.FatalError));
        await TryAsync("the queue", frontier.DisposeAsync);
        await TryAsync("the spider", () => crawler.Spider.ClosedAsync(reason));
        await crawler.Extensions.OnClosedAsync(reason);
        FinalStatistics.Set(crawler.Statistics, reason, crawler.Time.GetUtcNow());
        crawler.Events.Publish(new SpiderClosed(crawler.Time.GetUtcNow(), reason));
        await crawler.Events.CompleteAsync(ListenersLimit);
        await TryAsync("the services of the crawl", scope.DisposeAsync);
        return feedError ?? recordError ?? jobError;
    }

    private JobStart? OpenJob()
    {
        var start = crawler.Job?.Open();
        if (start is not null)
        {
            JobLog.Opened(logger, start);
        }

        return start;
    }

    private async Task OpenFeedsAsync(JobStart? start)
    {
        crawler.Items.Open(FeedSet.Open(
            crawler.Options.Feeds, logger, start is null ? null : new FeedResume(start.Feeds), names: FeedNames.Of(crawler)));
        if (crawler.Job is { } job)
        {
            await job.KeepAsync(crawler.Items.Positions);
        }
    }

    private FeedEnd EndOf(CloseReason reason) =>
        reason.IsFailure ? FeedEnd.Discard
        : crawler.Job is null || reason.IsComplete ? FeedEnd.Keep
        : FeedEnd.Suspend;

    private async ValueTask CloseJobAsync(CloseReason reason)
    {
        // Where the feeds of a job stand is known when they are open; if they have been refused, the job stays as it was.
        if (crawler.Job is { IsOpen: true } job && crawler.Items.IsOpen)
        {
            await job.CloseAsync(reason, crawler.Items.Positions);
        }

        crawler.Job?.Dispose();
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
