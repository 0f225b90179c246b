using Crawling.Downloading;
using Crawling.Recording;
using Crawling.Scraping;

namespace Crawling.Engine;

/// <summary>The components of a crawl, made by dependency injection from the lists of its options.</summary>
internal sealed class CrawlParts(
    DownloaderDelegate onion, SpiderDelegate chain, IReadOnlyList<IItemPipeline> pipelines, IReadOnlyList<CrawlerExtension> extensions)
{
    public DownloaderDelegate Onion => onion;

    public SpiderDelegate Chain => chain;

    public IReadOnlyList<IItemPipeline> Pipelines => pipelines;

    public IReadOnlyList<CrawlerExtension> Extensions => extensions;

    /// <summary>Outputs of the spider's start that a former run of the job has taken.</summary>
    public long StartOutputs { get; init; }

    public static CrawlParts Create(Crawler crawler, CrawlScope scope, IDownloadHandler http, long startOutputs)
    {
        var replay = crawler.IsReplay ? scope.Make<ReplayHandler>(typeof(ReplayHandler)) : null;
        DownloaderDelegate fetch = new DownloadHandlers(crawler, scope.Services, http, replay).FetchAsync;
        var onion = DownloaderOnion.Build(
            Make(crawler.Options.DownloaderMiddleware, scope), crawler, crawler.Recorder?.Around(fetch) ?? fetch);
        return new CrawlParts(
            replay is null ? onion : ReplaySettings.WithoutWaits(onion),
            SpiderChain.Build(Make(crawler.Options.SpiderMiddleware, scope), crawler),
            Make(crawler.Options.ItemPipelines, scope),
            Make(crawler.Options.Extensions, scope))
        {
            StartOutputs = startOutputs,
        };
    }

    private static List<T> Make<T>(ComponentList<T> types, CrawlScope scope)
        where T : class =>
        [.. types.Select(scope.Make<T>)];
}
