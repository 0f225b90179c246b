using Crawling.Scheduling;

namespace Crawling.Jobs;

/// <summary>The frontier of a job: every call is work for the job's thread, and comes back when it is committed.</summary>
internal sealed class JobFrontier(StoreThread thread) : IFrontier
{
    public ValueTask<ClaimedRequests> ClaimAsync() => DoAsync(store => store.Claim());

    public ValueTask<bool[]> AddAsync(IReadOnlyList<FrontierRequest> requests) => DoAsync(store => store.Add(requests));

    public ValueTask<TakenRequests> TakeAsync(string slot, int count) => DoAsync(store => store.Take(slot, count));

    public ValueTask<bool[]?[]> CompleteAsync(IReadOnlyList<Completion> completions, IReadOnlyList<StateChange> changes) =>
        DoAsync(store => store.Complete(completions, changes));

    public ValueTask<bool> ReturnAsync(long token, DateTimeOffset? notBefore) => DoAsync(store => store.Return(token, notBefore));

    public ValueTask<FrontierCount> CountAsync() => DoAsync(store => store.Count);

    public ValueTask DisposeAsync() => default;

    private ValueTask<T> DoAsync<T>(Func<JobStore, T> work) => new(thread.DoAsync(work));
}
