using System.Diagnostics.CodeAnalysis;

namespace Crawling.Scheduling;

/// <summary>The waiting requests of one slot: by priority, then in the frontier's order; those not due yet apart, by their time.</summary>
internal sealed class SlotQueue(FrontierOrder order)
{
    private readonly PriorityQueue<FrontierRequest, (long Rank, long Order)> _due = new();
    private PriorityQueue<FrontierRequest, (DateTimeOffset Due, long Order)>? _delayed;
    private long _order;

    public int Count => _due.Count + (_delayed?.Count ?? 0);

    public void Enqueue(FrontierRequest request, DateTimeOffset? notBefore)
    {
        _order++;
        if (notBefore is { } time)
        {
            (_delayed ??= new()).Enqueue(request, (time, _order));
        }
        else
        {
            _due.Enqueue(request, (-(long)request.Request.Priority, order == FrontierOrder.FirstInFirstOut ? _order : -_order));
        }
    }

    public bool TryDequeue(DateTimeOffset now, [NotNullWhen(true)] out FrontierRequest? request)
    {
        ReleaseDue(now);
        return _due.TryDequeue(out request, out _);
    }

    public SlotHead? HeadAt(DateTimeOffset now)
    {
        ReleaseDue(now);
        if (_due.TryPeek(out var head, out _))
        {
            return new(head.Request.Priority, null);
        }

        return _delayed is not null && _delayed.TryPeek(out head, out var key) ? new(head.Request.Priority, key.Due) : null;
    }

    private void ReleaseDue(DateTimeOffset now)
    {
        while (_delayed is not null && _delayed.TryPeek(out var request, out var key) && key.Due <= now)
        {
            _delayed.Dequeue();
            Enqueue(request, null);
        }
    }
}
