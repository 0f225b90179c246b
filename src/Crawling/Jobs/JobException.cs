namespace Crawling.Jobs;

/// <summary>A job whose state cannot be kept; it ends the crawl.</summary>
internal sealed class JobException(string message, Exception? inner = null) : Exception(message, inner);
