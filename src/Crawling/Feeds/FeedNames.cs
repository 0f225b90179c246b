using Crawling.Spiders;

namespace Crawling.Feeds;

/// <summary>What the placeholders in the paths of a crawl's feeds stand for.</summary>
/// <param name="Spider">Its spider's name.</param>
/// <param name="Begun">When it began; of a job, when the job did.</param>
/// <param name="Arguments">Its spider's arguments as text.</param>
internal sealed record FeedNames(string Spider, DateTimeOffset Begun, IReadOnlyDictionary<string, string> Arguments)
{
    private static readonly Dictionary<string, string> NoArguments = [];

    public static FeedNames Of(Crawler crawler) => new(
        crawler.Spider.Name,
        crawler.Time.GetUtcNow(),
        crawler.Options.Feeds.Exists(feed => feed.Path.Contains('{', StringComparison.Ordinal)) ? SpiderArguments.Values(crawler.Spider) : NoArguments);
}
