using Crawling.Scheduling;

namespace Crawling.Jobs;

/// <summary>Requests for which a frontier in memory has no room. On the thread of its file.</summary>
internal sealed class SpillStore(JobDatabase database, RequestCodec codec, FrontierOrder order)
{
    private readonly SlotTable _slots = new(database);
    private readonly RequestTable _requests = new(database);
    private long _nextId = 1;

    public void Add(IReadOnlyList<FrontierRequest> requests)
    {
        foreach (var request in requests)
        {
            var slot = _slots.Get(request.Slot);
            var id = _nextId++;
            var key = new RequestKey(slot.Id, -(long)request.Request.Priority, order == FrontierOrder.FirstInFirstOut ? id : -id);
            _requests.Insert(slot, new(key, 0, codec.Write(request)), due: null);
        }
    }

    public (IReadOnlyList<FrontierRequest> Requests, int? Next) Take(string slotName, int count, int least)
    {
        var slot = _slots.Get(slotName);
        var found = _requests.Peek(slot, count + 1);
        var taken = found.Take(count).TakeWhile(request => request.Priority >= least).ToList();
        foreach (var request in taken)
        {
            _requests.Delete(request.Key);
        }

        if (found.Count == taken.Count)
        {
            _slots.Forget(slotName);
        }

        return ([.. taken.Select(request => codec.Read(request.Data))], found.Count > taken.Count ? found[taken.Count].Priority : null);
    }
}
