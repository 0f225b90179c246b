using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Crawling;

/// <summary>What happens in a crawl, for listeners that may be slow: each has a bounded queue of its own. When it is full the oldest event is
/// dropped and counted; <see cref="SpiderOpened"/> and <see cref="SpiderClosed"/> never are.</summary>
public sealed class CrawlerEvents
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile EventSubscription[] _subscriptions = [];
    private bool _completed;

    internal CrawlerEvents(TimeProvider time, ILogger logger)
    {
        _time = time;
        _logger = logger;
    }

    /// <summary>Has each event of a type handled, one after the other, on the thread pool. The crawl's end waits for the last ones, a few seconds
    /// at most. A listener that throws is logged and stays subscribed.</summary>
    /// <typeparam name="TEvent">The type; <see cref="CrawlerEvent"/> for all.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is below 1.</exception>
    public EventSubscription Subscribe<TEvent>(Func<TEvent, ValueTask> listener, int capacity = 1024)
        where TEvent : CrawlerEvent
    {
        ArgumentNullException.ThrowIfNull(listener);
        return Add<TEvent>(NameOf(listener.Method), capacity, e => listener((TEvent)e));
    }

    /// <inheritdoc cref="Subscribe{TEvent}(Func{TEvent, ValueTask}, int)"/>
    public EventSubscription Subscribe<TEvent>(Action<TEvent> listener, int capacity = 1024)
        where TEvent : CrawlerEvent
    {
        ArgumentNullException.ThrowIfNull(listener);
        return Add<TEvent>(NameOf(listener.Method), capacity, e =>
        {
            listener((TEvent)e);
            return ValueTask.CompletedTask;
        });
    }

    /// <summary>The events of a type from this call on, to be read once. Ends when the spider has closed and its events are read.</summary>
    /// <typeparam name="TEvent">The type; <see cref="CrawlerEvent"/> for all.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is below 1.</exception>
    public IAsyncEnumerable<TEvent> ReadAllAsync<TEvent>(int capacity = 1024, CancellationToken cancellation = default)
        where TEvent : CrawlerEvent =>
        ReadAsync<TEvent>(Add<TEvent>("ReadAllAsync", capacity, listener: null), cancellation);

    /// <summary>Whether anybody listens to a type of events: if not, none need be made.</summary>
    internal bool Wants<TEvent>()
        where TEvent : CrawlerEvent
    {
        foreach (var subscription in _subscriptions)
        {
            if (subscription.EventType.IsAssignableFrom(typeof(TEvent)))
            {
                return true;
            }
        }

        return false;
    }

    internal void Publish(CrawlerEvent e)
    {
        foreach (var subscription in _subscriptions)
        {
            if (subscription.EventType.IsInstanceOfType(e))
            {
                subscription.Add(e);
            }
        }
    }

    /// <summary>Publishes nothing further, and waits until the listeners have handled what they have. What a listener has not handled in time
    /// is dropped.</summary>
    internal async Task CompleteAsync(TimeSpan atMost)
    {
        EventSubscription[] subscriptions;
        lock (_lock)
        {
            _completed = true;
            subscriptions = _subscriptions;
            _subscriptions = [];
        }

        Array.ForEach(subscriptions, subscription => subscription.Complete());
        try
        {
            await Task.WhenAll(subscriptions.Select(subscription => subscription.Drained)).WaitAsync(atMost, _time);
        }
        catch (TimeoutException)
        {
            Array.ForEach(subscriptions, subscription => subscription.LeaveBehind());
        }
    }

    internal void Remove(EventSubscription subscription)
    {
        lock (_lock)
        {
            _subscriptions = [.. _subscriptions.Where(other => other != subscription)];
        }
    }

    private static async IAsyncEnumerable<TEvent> ReadAsync<TEvent>(
        EventSubscription subscription, [EnumeratorCancellation] CancellationToken cancellation)
        where TEvent : CrawlerEvent
    {
        using (subscription)
        {
            while (await subscription.TakeAsync(cancellation).ConfigureAwait(false) is { } next)
            {
                yield return (TEvent)next;
                subscription.Handled(next);
            }
        }
    }

    private static string NameOf(MethodInfo method) => $"{method.DeclaringType?.FullName}.{method.Name}";

    private EventSubscription Add<TEvent>(string name, int capacity, Func<CrawlerEvent, ValueTask>? listener)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        var subscription = new EventSubscription(this, typeof(TEvent), $"{name}({typeof(TEvent).Name})", capacity, _time, _logger);
        if (listener is not null)
        {
            subscription.Listen(listener);
        }

        lock (_lock)
        {
            if (_completed)
            {
                subscription.Complete();
            }
            else
            {
                _subscriptions = [.. _subscriptions, subscription];
            }
        }

        return subscription;
    }
}
