namespace Crawling.Events;

/// <summary>The events that wait for one listener. When it is full the oldest goes, but the opening and the closing of the spider stay, so
/// that it may hold these two more than its capacity.</summary>
internal sealed class EventQueue(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Queue<CrawlerEvent> _recent = new();

    // What must not be dropped and is older than everything recent.
    private readonly Queue<CrawlerEvent> _kept = new();
    private TaskCompletionSource? _arrival;
    private bool _ended;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _kept.Count + _recent.Count;
            }
        }
    }

    public long Missed { get; private set; }

    /// <summary>False if an event had to go for this one. Nothing happens once the queue has ended.</summary>
    public bool Add(CrawlerEvent e)
    {
        bool room;
        TaskCompletionSource? arrival;
        lock (_lock)
        {
            if (_ended)
            {
                return true;
            }

            room = MakeRoom();
            _recent.Enqueue(e);
            arrival = TakeArrival();
        }

        arrival?.SetResult();
        return room;
    }

    /// <summary>The oldest event, waiting until there is one; null when the queue has ended and is empty.</summary>
    public async ValueTask<CrawlerEvent?> TakeAsync(CancellationToken cancellation = default)
    {
        while (true)
        {
            Task arrival;
            lock (_lock)
            {
                if (_kept.TryDequeue(out var next) || _recent.TryDequeue(out next))
                {
                    return next;
                }

                if (_ended)
                {
                    return null;
                }

                arrival = (_arrival ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            await arrival.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Takes no further events, and drops those that wait if told so.</summary>
    public void End(bool drop)
    {
        TaskCompletionSource? arrival;
        lock (_lock)
        {
            _ended = true;
            if (drop)
            {
                _kept.Clear();
                _recent.Clear();
            }

            arrival = TakeArrival();
        }

        arrival?.SetResult();
    }

    private bool MakeRoom()
    {
        while (_recent.Count >= capacity)
        {
            var oldest = _recent.Dequeue();
            if (oldest is not (SpiderOpened or SpiderClosed))
            {
                Missed++;
                return false;
            }

            _kept.Enqueue(oldest);
        }

        return true;
    }

    private TaskCompletionSource? TakeArrival()
    {
        var arrival = _arrival;
        _arrival = null;
        return arrival;
    }
}
