using Crawling.Downloading;
using Crawling.Scheduling;

namespace Crawling.Benchmarks;

/// <summary>A frontier in memory that many requests wait in before the crawl begins.</summary>
internal sealed class PreloadedFrontier(MemoryFrontier memory) : IFrontier
{
    private const int Batch = 1000;

    private readonly Dictionary<string, ClaimedSlot> _slots = new(StringComparer.Ordinal);
    private long _count;

    public async Task AddAsync(long count, Func<long, string> urlOf)
    {
        while (_count < count)
        {
            var requests = new List<FrontierRequest>(Batch);
            while (requests.Count < Batch && _count < count)
            {
                var request = FrontierRequest.Of(new Request(urlOf(_count++)), Hop.First);
                requests.Add(request);
                _slots[request.Slot] = new(new SlotHead(0, null), _slots.GetValueOrDefault(request.Slot).Count + 1);
            }

            await memory.AddAsync(requests);
        }
    }

    public ValueTask<ClaimedRequests> ClaimAsync() => new(new ClaimedRequests(_slots, _count));

    public ValueTask<bool[]> AddAsync(IReadOnlyList<FrontierRequest> requests) => memory.AddAsync(requests);

    public ValueTask<TakenRequests> TakeAsync(string slot, int count) => memory.TakeAsync(slot, count);

    public ValueTask<bool[]?[]> CompleteAsync(IReadOnlyList<Completion> completions, IReadOnlyList<StateChange> changes) =>
        memory.CompleteAsync(completions, changes);

    public ValueTask<bool> ReturnAsync(long token, DateTimeOffset? notBefore) => memory.ReturnAsync(token, notBefore);

    public ValueTask<FrontierCount> CountAsync() => memory.CountAsync();

    public ValueTask DisposeAsync() => memory.DisposeAsync();
}
