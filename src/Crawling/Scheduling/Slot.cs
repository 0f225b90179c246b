namespace Crawling.Scheduling;

/// <summary>The politeness state of one host: what waits, what is in flight, and when the next request may go.</summary>
internal sealed class Slot(string name, SlotLimits limits)
{
    public string Name => name;

    public SlotLimits Limits => limits;

    /// <summary>Leased and ready to be handed out, best first.</summary>
    public PriorityQueue<LeasedRequest, (long Rank, long Order)> Heads { get; } = new();

    /// <summary>What waits in the frontier.</summary>
    public SlotQueueState Queued { get; set; }

    /// <summary>Requests in the downloader.</summary>
    public int Active { get; set; }

    /// <summary>On the scheduler's clock.</summary>
    public TimeSpan NextAllowed { get; set; }

    /// <summary>The order of being served: the least recent goes first among equals.</summary>
    public long LastServed { get; set; }

    /// <summary>Whether a take from the frontier is under way.</summary>
    public bool Refilling { get; set; }

    public bool HasWork => Heads.Count > 0 || Queued.Count > 0;

    /// <summary>The highest priority of what may be handed out; null if everything waits for its time.</summary>
    public int? HeadPriority => Heads.TryPeek(out var head, out _)
        ? Math.Max(head.Entry.Request.Priority, Queued.Priority ?? int.MinValue)
        : Queued.Priority;

    /// <summary>Whether the frontier holds something that goes before all heads.</summary>
    public bool QueueGoesFirst =>
        Queued.Priority is { } queued && (!Heads.TryPeek(out var head, out _) || queued > head.Entry.Request.Priority);

    /// <summary>Where it stands in a heap; -1 if in none.</summary>
    internal int HeapIndex { get; set; } = -1;

    internal SlotHeap? Heap { get; set; }

    /// <summary>Its key in the heap of waiting slots.</summary>
    internal TimeSpan WaitUntil { get; set; }

    /// <summary>Its key in the heap of ready slots.</summary>
    internal int ReadyPriority { get; set; }
}

/// <summary>How fast a slot may go.</summary>
internal readonly record struct SlotLimits(int Concurrency, TimeSpan Delay, bool Randomize)
{
    public static SlotLimits Of(CrawlerOptions options) =>
        new(options.ConcurrentRequestsPerHost, options.Download.Delay, options.Download.RandomizeDelay);
}
