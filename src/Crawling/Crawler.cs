using Microsoft.Extensions.Logging;

namespace Crawling;

/// <summary>One run of a spider.</summary>
public sealed class Crawler
{
    internal Crawler()
    {
    }

    /// <summary>Its spider.</summary>
    public Spider Spider => throw new NotImplementedException();

    /// <summary>Its settings, all layers laid over each other.</summary>
    public CrawlerOptions Options => throw new NotImplementedException();

    /// <summary>What happens in it.</summary>
    public CrawlerEvents Events => throw new NotImplementedException();

    /// <summary>What it has counted so far.</summary>
    public CrawlStatistics Statistics => throw new NotImplementedException();

    /// <summary>How it ended, once it has.</summary>
    public Deferred<CrawlResult> Completion => throw new NotImplementedException();

    /// <summary>Starts it, as soon as the reactor runs.</summary>
    public Deferred<CrawlResult> CrawlAsync() => throw new NotImplementedException();

    /// <summary>Puts a request into the running crawl from outside, as if the spider had yielded it.</summary>
    public ValueTask AddAsync(Request request) => throw new NotImplementedException();

    /// <summary>Starts no further request.</summary>
    public void Pause() => throw new NotImplementedException();

    /// <summary>Goes on after <see cref="Pause"/>.</summary>
    public void Resume() => throw new NotImplementedException();

    /// <summary>Ends it gracefully.</summary>
    public Task StopAsync(CloseReason? reason = null) => throw new NotImplementedException();

    internal ILogger CreateLogger(string category) => throw new NotImplementedException(category);
}
