using Crawling.Events;
using Microsoft.Extensions.Logging;

namespace Crawling;

/// <summary>A listener and its queue. It ends when it is disposed or the spider has closed.</summary>
public sealed class EventSubscription : IDisposable
{
    private readonly CrawlerEvents _owner;
    private readonly string _listener;
    private readonly EventQueue _queue;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private long _lag;
    private int _fellBehind;
    private int _disposed;

    internal EventSubscription(CrawlerEvents owner, Type eventType, string listener, int capacity, TimeProvider time, ILogger logger)
    {
        _owner = owner;
        _listener = listener;
        _queue = new EventQueue(capacity);
        _time = time;
        _logger = logger;
        EventType = eventType;
    }

    /// <summary>Events in its queue.</summary>
    public int Waiting => _queue.Count;

    /// <summary>How old the event that it handled last was when that was done. Zero at first.</summary>
    public TimeSpan Lag => TimeSpan.FromTicks(Volatile.Read(ref _lag));

    /// <summary>Events dropped because the queue was full.</summary>
    public long Missed => _queue.Missed;

    internal Type EventType { get; }

    /// <summary>Ends when the listener has handled its last event. A reader reads at its own pace: nobody waits for it.</summary>
    internal Task Drained { get; private set; } = Task.CompletedTask;

    /// <summary>Unsubscribes. The event at hand is handled to its end; those that wait are dropped.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _owner.Remove(this);
        _queue.End(drop: true);
        if (Missed > 0)
        {
            EventsLog.Missed(_logger, _listener, Missed, Lag);
        }
    }

    internal void Listen(Func<CrawlerEvent, ValueTask> listener) => Drained = Task.Run(async () =>
    {
        while (await TakeAsync(default) is { } next)
        {
            try
            {
                await listener(next);
            }
            catch (Exception error)
            {
                EventsLog.ListenerThrew(_logger, _listener, error);
            }

            Handled(next);
        }

        Dispose();
    });

    internal void Add(CrawlerEvent e)
    {
        if (!_queue.Add(e) && Interlocked.Exchange(ref _fellBehind, 1) == 0)
        {
            EventsLog.FellBehind(_logger, _listener, Lag);
        }
    }

    internal ValueTask<CrawlerEvent?> TakeAsync(CancellationToken cancellation) => _queue.TakeAsync(cancellation);

    internal void Handled(CrawlerEvent e) => Volatile.Write(ref _lag, (_time.GetUtcNow() - e.At).Ticks);

    /// <summary>No further events; those that wait are still handled.</summary>
    internal void Complete() => _queue.End(drop: false);

    /// <summary>Goes on without a listener that is not done.</summary>
    internal void LeaveBehind()
    {
        if (!Drained.IsCompleted)
        {
            EventsLog.LeftBehind(_logger, _listener, Waiting, Lag);
            Dispose();
        }
    }
}
