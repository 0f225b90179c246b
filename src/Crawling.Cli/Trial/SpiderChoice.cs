using Crawling.Urls;

namespace Crawling.Cli;

/// <summary>Which spider of a project a URL is for.</summary>
internal static class SpiderChoice
{
    /// <summary>The one whose <see cref="Spider.AllowedDomains"/> its host is in.</summary>
    /// <exception cref="SettingsException">There is none, or more than one.</exception>
    public static Type For(Url url, SpiderCatalog spiders, CrawlerProcess process)
    {
        var fitting = spiders.Spiders.Where(spider => Claims(process.CreateCrawler(spider.Value).Spider, url.Host)).ToList();
        return fitting switch
        {
            [var (_, only)] => only,
            [] => throw new SettingsException(
                $"no spider has {url.Host} among its AllowedDomains; choose one by --spider: {string.Join(", ", spiders.Spiders.Keys)}"),
            _ => throw new SettingsException(
                $"{url.Host} is among the AllowedDomains of several spiders; choose one by --spider: {string.Join(", ", fitting.Select(spider => spider.Key))}"),
        };
    }

    private static bool Claims(Spider spider, string host) => new DomainList(spider.AllowedDomains).Contains(host);
}
