using Crawling.Downloading;
using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Cli;

/// <summary>What the command line gives to a <see cref="CrawlerProcess"/>: its log and the system's clock.</summary>
internal static class CrawlServices
{
    /// <param name="log">What is logged, and where to.</param>
    /// <param name="project">The project whose settings say more of the log.</param>
    /// <param name="further">Components of the crawl that are made already.</param>
    public static ServiceProvider Create(LogSettings log, SpiderProject? project, params object[] further)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => CrawlLog.AddTo(logging, log, project?.Settings));
        services.AddSingleton(TimeProvider.System);
        services.AddCrawlTransport();
        Array.ForEach(further, service => services.AddSingleton(service.GetType(), service));
        return services.BuildServiceProvider();
    }
}
