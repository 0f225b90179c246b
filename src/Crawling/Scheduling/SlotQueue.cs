using System.Diagnostics.CodeAnalysis;

namespace Crawling.Scheduling;

/// <summary>The waiting requests of one slot: by priority, then in the frontier's order; those not due yet apart, by their time. Of those in
/// the overflow it knows how many there are and how high the highest stands.</summary>
internal sealed class SlotQueue(FrontierOrder order)
{
    // Most slots of a broad crawl hold one request in all.
    private FrontierRequest? _only;
    private PriorityQueue<FrontierRequest, (long Rank, long Order)>? _due;
    private PriorityQueue<FrontierRequest, (DateTimeOffset Due, long Order)>? _delayed;
    private int? _overflowPriority;
    private long _order;

    /// <summary>Requests in memory.</summary>
    public int Count => (_only is null ? 0 : 1) + (_due?.Count ?? 0) + (_delayed?.Count ?? 0);

    /// <summary>Requests in the overflow.</summary>
    public long Overflowed { get; private set; }

    public bool IsEmpty => Count == 0 && Overflowed == 0;

    public void Enqueue(FrontierRequest request, DateTimeOffset? notBefore)
    {
        if (notBefore is { } time)
        {
            (_delayed ??= new()).Enqueue(request, (time, _order++));
        }
        else if (Count == 0)
        {
            _only = request;
        }
        else
        {
            _due ??= new();
            if (_only is { } only)
            {
                _only = null;
                EnqueueDue(only);
            }

            EnqueueDue(request);
        }
    }

    public bool TryDequeue(DateTimeOffset now, [NotNullWhen(true)] out FrontierRequest? request)
    {
        ReleaseDue(now);
        if (_only is not null)
        {
            (request, _only) = (_only, null);
            return true;
        }

        request = null;
        return _due?.TryDequeue(out request, out _) == true;
    }

    /// <summary>What goes next, in memory or in the overflow.</summary>
    public SlotHead? HeadAt(DateTimeOffset now) =>
        SlotHead.First(HeadInMemory(now), _overflowPriority is { } priority ? new SlotHead(priority, null) : null);

    /// <summary>Whether what goes next is in the overflow. What is there came in later than what is in memory.</summary>
    public bool IsOverflowNext(DateTimeOffset now) => Overflowed > 0 && (_overflowPriority ?? int.MaxValue) >= LeastOverflowPriority(now);

    /// <summary>From which priority on the overflow goes before what is in memory.</summary>
    public int LeastOverflowPriority(DateTimeOffset now) =>
        HeadInMemory(now) is not { NotBefore: null } head ? int.MinValue
        : order == FrontierOrder.LastInFirstOut || head.Priority == int.MaxValue ? head.Priority
        : head.Priority + 1;

    /// <summary>A request has gone into the overflow.</summary>
    public void Overflow(int priority)
    {
        Overflowed++;
        _overflowPriority = Math.Max(priority, _overflowPriority ?? priority);
    }

    /// <summary>What overflows from now on may not be in the answer.</summary>
    public void BeginTakeOverflow() => _overflowPriority = null;

    public void EndTakeOverflow(int taken, int? next)
    {
        Overflowed -= taken;
        _overflowPriority = _overflowPriority is { } since && since > next ? since : next ?? _overflowPriority;
    }

    private SlotHead? HeadInMemory(DateTimeOffset now)
    {
        ReleaseDue(now);
        if (_only is not null)
        {
            return new(_only.Request.Priority, null);
        }

        if (_due is not null && _due.TryPeek(out var head, out _))
        {
            return new(head.Request.Priority, null);
        }

        return _delayed is not null && _delayed.TryPeek(out head, out var key) ? new(head.Request.Priority, key.Due) : null;
    }

    private void EnqueueDue(FrontierRequest request)
    {
        _order++;
        _due!.Enqueue(request, (-(long)request.Request.Priority, order == FrontierOrder.FirstInFirstOut ? _order : -_order));
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
