namespace Crawling;

/// <summary>Where an item comes from.</summary>
/// <param name="Crawler">Its crawl.</param>
/// <param name="Response">Its page; null for an item of <see cref="Spider.StartAsync"/>.</param>
/// <param name="Key">The same when the page is processed again after a crash: use it to write elsewhere only once.</param>
/// <param name="Cancellation">Ends when the crawl can wait no longer.</param>
public sealed record ItemContext(Crawler Crawler, Response? Response, string Key, CancellationToken Cancellation);
