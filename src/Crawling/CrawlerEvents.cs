namespace Crawling;

/// <summary>What happens in a crawl, for listeners that may be slow.</summary>
public sealed class CrawlerEvents
{
    /// <summary>x</summary>
    public EventSubscription Subscribe<TEvent>(Func<TEvent, ValueTask> listener, int capacity = 1024)
        where TEvent : CrawlerEvent => throw new NotImplementedException();

    /// <summary>x</summary>
    public EventSubscription Subscribe<TEvent>(Action<TEvent> listener, int capacity = 1024)
        where TEvent : CrawlerEvent => throw new NotImplementedException();

    /// <summary>Ends when the spider has closed.</summary>
    public IAsyncEnumerable<TEvent> ReadAllAsync<TEvent>(int capacity = 1024, CancellationToken cancellation = default)
        where TEvent : CrawlerEvent => throw new NotImplementedException();
}

/// <summary>A listener's queue.</summary>
public sealed class EventSubscription : IDisposable
{
    /// <summary>Events in its queue.</summary>
    public int Waiting => throw new NotImplementedException();

    /// <summary>Age of the event it handled last.</summary>
    public TimeSpan Lag => throw new NotImplementedException();

    /// <summary>Events dropped because the queue was full.</summary>
    public long Missed => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotImplementedException();
}
