using Crawling.Scheduling;

namespace Crawling.Tests.Scheduling;

/// <summary>A frontier that does every call late, and tells of it later still, on other threads and in no order.</summary>
internal sealed class LateFrontier(IFrontier inner) : IFrontier
{
    private readonly Lock _lock = new();
    private int _leased;

    /// <summary>The most requests that have been leased at the same time.</summary>
    public int MostLeased { get; private set; }

    public ValueTask<ClaimedRequests> ClaimAsync() => LateAsync(inner.ClaimAsync);

    public ValueTask<bool[]> AddAsync(IReadOnlyList<FrontierRequest> requests) => LateAsync(() => inner.AddAsync(requests));

    public ValueTask<TakenRequests> TakeAsync(string slot, int count) => LateAsync(() =>
    {
        var taken = inner.TakeAsync(slot, count).AsTask().GetAwaiter().GetResult();
        MostLeased = Math.Max(MostLeased, _leased += taken.Leases.Count);
        return new ValueTask<TakenRequests>(taken);
    });

    public ValueTask<bool[]?[]> CompleteAsync(IReadOnlyList<Completion> completions, IReadOnlyList<StateChange> changes) => LateAsync(() =>
    {
        _leased -= completions.Count;
        return inner.CompleteAsync(completions, changes);
    });

    public ValueTask<bool> ReturnAsync(long token, DateTimeOffset? notBefore) => LateAsync(() =>
    {
        _leased--;
        return inner.ReturnAsync(token, notBefore);
    });

    public ValueTask<FrontierCount> CountAsync() => LateAsync(inner.CountAsync);

    public bool IsDisposed { get; private set; }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return inner.DisposeAsync();
    }

    private static async Task WanderAsync()
    {
        await Task.Yield();
        for (var i = Random.Shared.Next(6); i > 0; i--)
        {
            await Task.Yield();
        }
    }

    private async ValueTask<T> LateAsync<T>(Func<ValueTask<T>> call)
    {
        await WanderAsync();
        T result;
        lock (_lock)
        {
            result = call().AsTask().GetAwaiter().GetResult();
        }

        await WanderAsync();
        return result;
    }
}
