namespace Crawling;

/// <summary>What waits to be run on the loop: filled from any thread, emptied by the loop's own, which sleeps on it, or meanwhile by another that has
/// borrowed the loop.</summary>
internal sealed class WorkQueue
{
    private readonly object _gate = new();
    private List<WorkItem> _filling = [];
    private List<WorkItem> _emptying = [];
    private bool _needsOwnThread;
    private bool _asleep;
    private bool _lent;
    private bool _closed;

    /// <summary>Adds what must run in the loop's own thread. False once the queue is closed: it will not be run.</summary>
    public bool TryAdd(WorkItem item)
    {
        lock (_gate)
        {
            if (!_closed)
            {
                _filling.Add(item);
                CallOwnThread();
            }

            return !_closed;
        }
    }

    /// <summary>Adds what any thread may run. True if the caller has borrowed the loop with it, and runs what <see cref="TakeBorrowed"/> gives it.</summary>
    public bool TryBorrow(WorkItem item)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return false;
            }

            _filling.Add(item);
            if (!_asleep || _lent || _needsOwnThread)
            {
                return false;
            }

            return _lent = true;
        }
    }

    /// <summary>Ends the sleep of the loop's own thread, or its next one.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            CallOwnThread();
        }
    }

    /// <summary>Everything that waits, for the loop's own thread; sleeps until something does, or until it is woken.</summary>
    public List<WorkItem> Take(bool sleep)
    {
        lock (_gate)
        {
            _asleep = true;
            while (_lent || (sleep && _filling.Count == 0 && !_needsOwnThread))
            {
                Monitor.Wait(_gate);
            }

            _asleep = false;
            _needsOwnThread = false;
            return Swap();
        }
    }

    /// <summary>Everything that waits, for whoever has borrowed the loop; null if it is given back, as nothing waits or its own thread is wanted.</summary>
    public List<WorkItem>? TakeBorrowed()
    {
        lock (_gate)
        {
            if (_filling.Count > 0 && !_needsOwnThread)
            {
                return Swap();
            }

            _lent = false;
            if (_needsOwnThread)
            {
                Monitor.Pulse(_gate);
            }

            return null;
        }
    }

    /// <summary>Refuses further items, if none waits.</summary>
    public bool TryClose()
    {
        lock (_gate)
        {
            return _closed = _filling.Count == 0;
        }
    }

    private void CallOwnThread()
    {
        _needsOwnThread = true;
        if (_asleep && !_lent)
        {
            Monitor.Pulse(_gate);
        }
    }

    private List<WorkItem> Swap()
    {
        _emptying.Clear();
        (_filling, _emptying) = (_emptying, _filling);
        return _emptying;
    }
}

/// <summary>A callback and what it works on, apart, so that the hot paths need no closure.</summary>
internal readonly record struct WorkItem(Action<object?> Callback, object? State)
{
    public void Run() => Callback(State);
}
