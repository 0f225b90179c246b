using Microsoft.Extensions.DependencyInjection;

namespace Crawling;

/// <summary>The dependency-injection scope of one crawl, its crawler among the services.</summary>
internal sealed class CrawlScope(AsyncServiceScope scope) : IServiceProvider, IAsyncDisposable
{
    private readonly List<object> _made = [];
    private Crawler? _crawler;

    public IServiceProvider Services => scope.ServiceProvider;

    public void Use(Crawler crawler)
    {
        _crawler = crawler;
        Services.GetService<CurrentCrawler>()?.Crawler = crawler;
    }

    /// <summary>From the services if they know the type, else by its constructor; what is made so is disposed with the scope.</summary>
    public T Make<T>(Type type)
    {
        if (GetService(type) is { } service)
        {
            return (T)service;
        }

        var made = ActivatorUtilities.CreateInstance(this, type);
        _made.Add(made);
        return (T)made;
    }

    public object? GetService(Type serviceType) =>
        serviceType == typeof(Crawler) && _crawler is not null ? _crawler : Services.GetService(serviceType);

    public async ValueTask DisposeAsync()
    {
        foreach (var made in _made)
        {
            if (made is IAsyncDisposable asynchronous)
            {
                await asynchronous.DisposeAsync();
            }
            else
            {
                (made as IDisposable)?.Dispose();
            }
        }

        _made.Clear();
        await scope.DisposeAsync();
    }
}

/// <summary>The crawler of a scope, for services that take it in their constructor.</summary>
internal sealed class CurrentCrawler
{
    public Crawler? Crawler { get; set; }
}
