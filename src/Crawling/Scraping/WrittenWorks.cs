using Crawling.Feeds;

namespace Crawling.Scraping;

/// <summary>Responses whose items are in the feeds.</summary>
/// <param name="Works">The responses.</param>
/// <param name="Feeds">Where the feeds stand after them.</param>
internal sealed record WrittenWorks(IReadOnlyList<ScrapeWork> Works, IReadOnlyList<FeedPosition> Feeds);
