using Crawling.Downloading;
using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Cli;

/// <summary>What the command line gives to a <see cref="CrawlerProcess"/>: its log and the system's clock.</summary>
internal static class CrawlServices
{
    public static ServiceProvider Create(LogSettings log, SpiderProject? project)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => CrawlLog.AddTo(logging, log, project?.Settings));
        services.AddSingleton(TimeProvider.System);
        services.AddCrawlTransport();
        return services.BuildServiceProvider();
    }
}
