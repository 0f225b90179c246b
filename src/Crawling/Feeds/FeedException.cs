namespace Crawling.Feeds;

/// <summary>A feed that cannot go on: its file cannot be written, or an item does not fit it. One line that names the file; it ends the crawl.</summary>
internal sealed class FeedException(string message, Exception? inner = null) : Exception(message, inner);
