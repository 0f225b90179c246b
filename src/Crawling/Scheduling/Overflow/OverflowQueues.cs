using Crawling.Jobs;

namespace Crawling.Scheduling;

/// <summary>The requests in the overflow: of each slot and priority a queue, the highest priority first.</summary>
internal sealed class OverflowQueues(BlockFile file, RequestCodec codec, FrontierOrder order)
{
    private static readonly IComparer<int> HighestFirst = Comparer<int>.Create(static (one, other) => other.CompareTo(one));

    private readonly Dictionary<string, SortedList<int, RecordQueue>> _slots = new(StringComparer.Ordinal);

    public void Add(IReadOnlyList<FrontierRequest> requests)
    {
        var records = new List<byte[]>();
        for (var i = 0; i < requests.Count; i++)
        {
            records.Add(codec.Write(requests[i]));

            // The links of a page are of one host as a rule, and written at once.
            var (slot, priority) = PlaceOf(requests[i]);
            if (i + 1 == requests.Count || PlaceOf(requests[i + 1]) != (slot, priority))
            {
                QueueOf(slot, priority).Add(records);
                records.Clear();
            }
        }
    }

    public (IReadOnlyList<FrontierRequest> Requests, int? Next) Take(string slot, int count, int least)
    {
        if (!_slots.TryGetValue(slot, out var queues))
        {
            return ([], null);
        }

        var taken = new List<FrontierRequest>(count);
        while (taken.Count < count && queues.Count > 0 && queues.GetKeyAtIndex(0) >= least)
        {
            var queue = queues.GetValueAtIndex(0);
            taken.Add(codec.Read(order == FrontierOrder.FirstInFirstOut ? queue.TakeFirst() : queue.TakeLast()));
            if (queue.IsEmpty)
            {
                queues.RemoveAt(0);
            }
        }

        if (queues.Count == 0)
        {
            _slots.Remove(slot);
        }

        return (taken, queues.Count > 0 ? queues.GetKeyAtIndex(0) : null);
    }

    private RecordQueue QueueOf(string slot, int priority)
    {
        if (!_slots.TryGetValue(slot, out var queues))
        {
            _slots.Add(slot, queues = new SortedList<int, RecordQueue>(1, HighestFirst));
        }

        if (!queues.TryGetValue(priority, out var queue))
        {
            queues.Add(priority, queue = new RecordQueue(file));
        }

        return queue;
    }

    private static (string Slot, int Priority) PlaceOf(FrontierRequest request) => (request.Slot, request.Request.Priority);
}
