using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Crawling.Downloading;

internal static class HttpTransportServices
{
    public static IServiceCollection AddCrawlTransport(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(HttpTransport)))
        {
            return services;
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<NameLookup>(Dns.GetHostAddresses);
        services.AddSingleton<NameCache>();
        services.AddSingleton<HttpTransportNames>();
        services.AddSingleton<HttpTransport>();
        services.AddSingleton<IConfigureOptions<HttpClientFactoryOptions>>(provider => provider.GetRequiredService<HttpTransportNames>());
        services.AddHttpClient();

        // First, so outermost: it sees what the factory's own filters have added.
        services.Insert(0, ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, NoHandlerLogging>());
        return services;
    }

    /// <summary>The factory logs four lines a request; the crawl has lines of its own.</summary>
    private sealed class NoHandlerLogging : IHttpMessageHandlerBuilderFilter
    {
        public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
        {
            next(builder);
            if (HttpTransportNames.Owns(builder.Name))
            {
                builder.AdditionalHandlers.Clear();
            }
        };
    }
}
