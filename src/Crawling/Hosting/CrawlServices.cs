using Crawling.Downloading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Crawling;

internal static class CrawlServices
{
    /// <summary>What every crawl needs.</summary>
    public static IServiceCollection AddCrawlServices(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(CurrentCrawler)))
        {
            return services;
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<CurrentCrawler>();
        services.TryAddScoped(scope => scope.GetRequiredService<CurrentCrawler>().Crawler ?? throw new InvalidOperationException(
            "There is no crawler here: it can be injected into what a crawl's components are made from, but not into its spider."));
        return services.AddCrawlTransport();
    }
}
