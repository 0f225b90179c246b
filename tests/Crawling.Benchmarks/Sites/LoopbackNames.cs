using System.Net;
using Crawling.Downloading;
using Crawling.Scheduling;
using Microsoft.Extensions.DependencyInjection;

namespace Crawling.Benchmarks;

/// <summary>Services of a crawl for which every host name leads to this machine, and which logs nothing.</summary>
internal static class LoopbackNames
{
    /// <param name="frontier">Where its requests wait; null: in memory, as usual.</param>
    public static ServiceProvider Services(IFrontier? frontier = null)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(new NameLookup(static _ => [IPAddress.Loopback])).AddCrawlServices();
        return (frontier is null ? services : services.AddSingleton(frontier)).BuildServiceProvider();
    }
}
