namespace Crawling;

/// <summary>What a crawl came to.</summary>
/// <param name="Spider">The spider's name.</param>
/// <param name="Reason">How it ended.</param>
/// <param name="Statistics">What it counted.</param>
/// <param name="Error">What ended it, if something was thrown.</param>
public sealed record CrawlResult(string Spider, CloseReason Reason, CrawlStatistics Statistics, Exception? Error);
