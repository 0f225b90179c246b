using System.Diagnostics.CodeAnalysis;

namespace Crawling.Scheduling;

/// <summary>The waiting requests of one slot: by priority, then in the frontier's order; those not due yet apart, by their time.</summary>
internal sealed class SlotQueue(FrontierOrder order)
{
    private readonly SortedDictionary<int, Deque> _byPriority = new(Comparer<int>.Create(static (one, other) => other.CompareTo(one)));
    private PriorityQueue<FrontierRequest, DateTimeOffset>? _delayed;
    private int _due;

    public int Count => _due + (_delayed?.Count ?? 0);

    public void Enqueue(FrontierRequest request, DateTimeOffset? notBefore)
    {
        if (notBefore is { } time)
        {
            (_delayed ??= new()).Enqueue(request, time);
            return;
        }

        if (!_byPriority.TryGetValue(request.Request.Priority, out var queue))
        {
            _byPriority.Add(request.Request.Priority, queue = new Deque());
        }

        queue.AddLast(request);
        _due++;
    }

    public bool TryDequeue(DateTimeOffset now, [NotNullWhen(true)] out FrontierRequest? request)
    {
        ReleaseDue(now);
        foreach (var (priority, queue) in _byPriority)
        {
            request = order == FrontierOrder.FirstInFirstOut ? queue.RemoveFirst() : queue.RemoveLast();
            _due--;
            if (queue.Count == 0)
            {
                _byPriority.Remove(priority);
            }

            return true;
        }

        request = null;
        return false;
    }

    public SlotQueueState StateAt(DateTimeOffset now)
    {
        ReleaseDue(now);
        foreach (var priority in _byPriority.Keys)
        {
            return new(Count, priority, null);
        }

        return new(Count, null, _delayed is not null && _delayed.TryPeek(out _, out var due) ? due : null);
    }

    private void ReleaseDue(DateTimeOffset now)
    {
        while (_delayed is not null && _delayed.TryPeek(out var request, out var due) && due <= now)
        {
            _delayed.Dequeue();
            Enqueue(request, null);
        }
    }
}
