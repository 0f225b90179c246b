namespace Crawling;

/// <summary>Waiting for several deferreds.</summary>
public static class DeferredList
{
    /// <summary>Completes when all have, with the outcome of each in order; never fails itself. Cancelling it cancels each.</summary>
    public static Deferred<IReadOnlyList<Outcome<T>>> Of<T>(IEnumerable<Deferred<T>> deferreds)
    {
        ArgumentNullException.ThrowIfNull(deferreds);
        Deferred<T>[] all = [.. deferreds];
        var outcomes = new Outcome<T>[all.Length];
        var list = new Deferred<IReadOnlyList<Outcome<T>>>(
            all.FirstOrDefault()?.Reactor,
            onCancel: () => Array.ForEach(all, deferred => deferred.Cancel()));
        var left = all.Length;
        if (left == 0)
        {
            list.Callback(outcomes);
        }

        for (var i = 0; i < all.Length; i++)
        {
            var index = i;
            all[i].AddBoth(outcome =>
            {
                outcomes[index] = outcome;
                if (Interlocked.Decrement(ref left) == 0)
                {
                    list.Callback(outcomes);
                }
            });
        }

        return list;
    }
}
