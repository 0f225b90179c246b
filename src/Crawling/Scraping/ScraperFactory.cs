using Crawling.Diagnostics;
using Crawling.Engine;
using Crawling.Items;
using Crawling.Scheduling;

namespace Crawling.Scraping;

/// <summary>Puts the lanes of a crawl together.</summary>
internal static class ScraperFactory
{
    /// <summary>Trees that may be parsed ahead of their callbacks, for each core.</summary>
    private const int TreesPerCore = 2;

    public static Scraper Create(
        Crawler crawler,
        CrawlParts parts,
        ISubRequestFetcher subRequests,
        Admission admission,
        CrawlRecorder recorder,
        Action<WrittenWorks> onWritten,
        Action<Exception> onFailed,
        CancellationToken cutOff)
    {
        var parseAhead = new ParseAhead(TreesPerCore * Environment.ProcessorCount);
        var callbacks = new CallbackRunner(crawler, parts.Chain, parseAhead, admission, recorder);
        var items = new ItemProcessor(crawler, parts.Pipelines, subRequests, recorder, cutOff);
        return new Scraper(crawler.Options, callbacks, NewLane, items, parseAhead, new OutcomeWriter(crawler.Items, onWritten, onFailed));

        CallbackLane NewLane(Action<ScrapeWork> onHung) => new(subRequests, crawler.Time, crawler.Options.CallbackTimeout, onHung, cutOff);
    }
}
