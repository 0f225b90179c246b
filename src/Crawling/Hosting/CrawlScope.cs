using Microsoft.Extensions.DependencyInjection;

namespace Crawling;

/// <summary>The dependency-injection scope of one crawl, its crawler among the services.</summary>
internal sealed class CrawlScope(AsyncServiceScope scope) : IServiceProvider, IAsyncDisposable
{
    private Crawler? _crawler;

    public IServiceProvider Services => scope.ServiceProvider;

    public void Use(Crawler crawler)
    {
        _crawler = crawler;
        Services.GetService<CurrentCrawler>()?.Crawler = crawler;
    }

    /// <summary>From the services if they know the type, else by its constructor.</summary>
    public T Make<T>(Type type) => (T)ActivatorUtilities.GetServiceOrCreateInstance(this, type);

    public object? GetService(Type serviceType) =>
        serviceType == typeof(Crawler) && _crawler is not null ? _crawler : Services.GetService(serviceType);

    public ValueTask DisposeAsync() => scope.DisposeAsync();
}

/// <summary>The crawler of a scope, for services that take it in their constructor.</summary>
internal sealed class CurrentCrawler
{
    public Crawler? Crawler { get; set; }
}
