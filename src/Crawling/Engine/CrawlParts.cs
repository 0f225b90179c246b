using Crawling.Downloading;
using Crawling.Scraping;
using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Engine;

/// <summary>The components of a crawl, made by dependency injection from the lists of its options.</summary>
internal sealed class CrawlParts(
    DownloaderDelegate onion, SpiderDelegate chain, IReadOnlyList<IItemPipeline> pipelines, IReadOnlyList<CrawlerExtension> extensions)
{
    public DownloaderDelegate Onion => onion;

    public SpiderDelegate Chain => chain;

    public IReadOnlyList<IItemPipeline> Pipelines => pipelines;

    public IReadOnlyList<CrawlerExtension> Extensions => extensions;

    public static CrawlParts Create(Crawler crawler, IServiceProvider services, IDownloadHandler http)
    {
        var provider = new CrawlServices(services, crawler);
        var handlers = new DownloadHandlers(crawler, services, http);
        return new CrawlParts(
            DownloaderOnion.Build(Make(crawler.Options.DownloaderMiddleware, provider), crawler, handlers.FetchAsync),
            SpiderChain.Build(Make(crawler.Options.SpiderMiddleware, provider), crawler),
            Make(crawler.Options.ItemPipelines, provider),
            Make(crawler.Options.Extensions, provider));
    }

    private static List<T> Make<T>(ComponentList<T> types, IServiceProvider services)
        where T : class =>
        [.. types.Select(type => (T)ActivatorUtilities.GetServiceOrCreateInstance(services, type))];
}

/// <summary>The services of a crawl: its crawler, and those of its scope.</summary>
internal sealed class CrawlServices(IServiceProvider scope, Crawler crawler) : IServiceProvider
{
    public object? GetService(Type serviceType) => serviceType == typeof(Crawler) ? crawler : scope.GetService(serviceType);
}
