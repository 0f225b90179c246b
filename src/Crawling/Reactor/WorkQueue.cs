namespace Crawling;

/// <summary>What waits to be run on the loop: filled from any thread, emptied by the loop, which sleeps on it.</summary>
internal sealed class WorkQueue
{
    private readonly object _gate = new();
    private List<WorkItem> _filling = [];
    private List<WorkItem> _emptying = [];
    private bool _awake;
    private bool _closed;

    /// <summary>False once the queue is closed: the item will not be run.</summary>
    public bool TryAdd(WorkItem item)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return false;
            }

            _filling.Add(item);
            Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>Ends the loop's sleep, or its next one.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            _awake = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Everything that waits; sleeps until something does, or until it is woken.</summary>
    public List<WorkItem> Take(bool sleep)
    {
        _emptying.Clear();
        lock (_gate)
        {
            while (sleep && _filling.Count == 0 && !_awake)
            {
                Monitor.Wait(_gate);
            }

            _awake = false;
            (_filling, _emptying) = (_emptying, _filling);
        }

        return _emptying;
    }

    /// <summary>Refuses further items, if none waits.</summary>
    public bool TryClose()
    {
        lock (_gate)
        {
            return _closed = _filling.Count == 0;
        }
    }
}

/// <summary>A callback and what it works on, apart, so that the hot paths need no closure.</summary>
internal readonly record struct WorkItem(Action<object?> Callback, object? State)
{
    public void Run() => Callback(State);
}
