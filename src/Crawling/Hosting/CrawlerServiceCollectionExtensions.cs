using System.Reflection;
using Crawling;
using Crawling.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers crawls with a host.</summary>
public static class CrawlerServiceCollectionExtensions
{
    /// <summary>Registers what crawls need; starts nothing. Settings are those of <c>crawler.json</c>, the host's configuration over it,
    /// environment and command line over both. What cannot be used is a <see cref="SettingsException"/> when the host starts.</summary>
    /// <param name="builder">The host's.</param>
    /// <param name="path">The file; looked for from the content root upwards unless it is rooted. If there is none, defaults hold.</param>
    public static ICrawlerBuilder AddCrawler(this IHostApplicationBuilder builder, string path = "crawler.json")
    {
        ArgumentNullException.ThrowIfNull(builder);
        var configuration = (IConfigurationRoot)builder.Configuration;
        var folder = builder.Environment.ContentRootPath;
        return Add(builder.Services, () => SettingsLayers.FromHost(configuration, SettingsFile.Find(path, folder)));
    }

    /// <summary>Registers what crawls need; starts nothing.</summary>
    /// <param name="services">The host's.</param>
    /// <param name="section">The settings, <c>crawler</c> in <c>crawler.json</c>. Default: the defaults.</param>
    /// <param name="configure">Changes them.</param>
    public static ICrawlerBuilder AddCrawler(
        this IServiceCollection services, IConfiguration? section = null, Action<CrawlerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var builder = Add(services, () => section is null ? SettingsLayers.None : SettingsLayers.FromSection(section));
        if (configure is not null)
        {
            services.Configure(configure);
        }

        return builder;
    }

    /// <summary>Registers a spider under its name. A crawl gets one of its own, made from the crawl's scope.</summary>
    /// <exception cref="SettingsException">Another spider has the name.</exception>
    public static ICrawlerBuilder AddSpider<TSpider>(this ICrawlerBuilder builder)
        where TSpider : Spider => builder.AddSpider(typeof(TSpider));

    /// <summary>Registers all spiders of an assembly, those that are not public too.</summary>
    /// <exception cref="SettingsException">Two spiders have the same name.</exception>
    public static ICrawlerBuilder AddSpiders(this ICrawlerBuilder builder, Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        foreach (var type in assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Spider)) && type is { IsAbstract: false, ContainsGenericParameters: false }))
        {
            builder.AddSpider(type);
        }

        return builder;
    }

    /// <summary>Adds a layer around the download handler, within those that are there: nearest to the network. Another place is chosen with
    /// <see cref="CrawlerOptions.DownloaderMiddleware"/>.</summary>
    public static ICrawlerBuilder AddDownloaderMiddleware<T>(this ICrawlerBuilder builder)
        where T : class, IDownloaderMiddleware => builder.AddComponent<T>(options => options.DownloaderMiddleware.Add<T>());

    /// <summary>Adds a layer around the callbacks, within those that are there.</summary>
    public static ICrawlerBuilder AddSpiderMiddleware<T>(this ICrawlerBuilder builder)
        where T : class, ISpiderMiddleware => builder.AddComponent<T>(options => options.SpiderMiddleware.Add<T>());

    /// <summary>Adds a step that items take, behind those that are there.</summary>
    public static ICrawlerBuilder AddItemPipeline<T>(this ICrawlerBuilder builder)
        where T : class, IItemPipeline => builder.AddComponent<T>(options => options.ItemPipelines.Add<T>());

    /// <summary>Adds an extension.</summary>
    public static ICrawlerBuilder AddExtension<T>(this ICrawlerBuilder builder)
        where T : CrawlerExtension => builder.AddComponent<T>(options => options.Extensions.Add<T>());

    /// <summary>Runs a spider while the host runs. A stop of the host ends it gracefully: what is in flight is finished, until
    /// <see cref="CloseOptions.Deadline"/>, for which <see cref="HostOptions.ShutdownTimeout"/> is raised if need be. Addresses that are not on the
    /// public Internet are refused unless <see cref="DownloadOptions.BlockPrivateAddresses"/> is set to false.</summary>
    /// <param name="builder">What <c>AddCrawler</c> gave.</param>
    /// <param name="spider">The name of a registered spider; an unknown one is a <see cref="SettingsException"/> when the host starts.</param>
    /// <param name="configure">When it runs, and its arguments. Default: once, when the host has started.</param>
    /// <exception cref="SettingsException">An option cannot be used.</exception>
    public static ICrawlerBuilder AddHostedCrawl(this ICrawlerBuilder builder, string spider, Action<HostedCrawlOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(spider);
        var plan = new HostedCrawlOptions();
        configure?.Invoke(plan);
        plan.Check(spider);
        builder.Services.AddSingleton(provider => ActivatorUtilities.CreateInstance<HostedCrawl>(provider, spider, plan));
        builder.Services.AddSingleton<IHostedService>(provider => provider.GetServices<HostedCrawl>().Single(crawl => crawl.Plan == plan));
        return builder;
    }

    private static CrawlerBuilder Add(IServiceCollection services, Func<SettingsLayers> layers)
    {
        services.AddOptions<CrawlerOptions>()
            .Configure(options =>
            {
                // A service may be told where to crawl by others: it must not reach for them what only it can reach.
                options.Download.BlockPrivateAddresses = services.Any(service => service.ServiceType == typeof(HostedCrawl));
                layers().Bind(options);
            })
            .PostConfigure(SettingsRules.Check)
            .ValidateOnStart();
        if (!services.Any(service => service.ServiceType == typeof(SpiderRegistry)))
        {
            SpiderRegistry.In(services);
            services.AddCrawlServices();
            services.AddSingleton<IPostConfigureOptions<HostOptions>, ShutdownAllowance>();
            services.AddHealthChecks().AddCheck<CrawlHealthCheck>("crawls");
        }

        return new CrawlerBuilder(services);
    }

    private static ICrawlerBuilder AddSpider(this ICrawlerBuilder builder, Type spider)
    {
        ArgumentNullException.ThrowIfNull(builder);
        SpiderRegistry.In(builder.Services).Add(spider);
        builder.Services.TryAddTransient(spider);
        return builder;
    }

    private static ICrawlerBuilder AddComponent<T>(this ICrawlerBuilder builder, Action<CrawlerOptions> add)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddTransient<T>();
        builder.Services.Configure(add);
        return builder;
    }

    private sealed record CrawlerBuilder(IServiceCollection Services) : ICrawlerBuilder;
}
