namespace Crawling.Jobs;

/// <summary>A slot of the database in which something waits or is leased.</summary>
internal sealed class JobSlot(long id)
{
    public long Id => id;

    /// <summary>Ids of requests that are leased: their rows stay until they are completed.</summary>
    public HashSet<long> Leased { get; } = [];

    /// <summary>Up to here there is nothing but what is leased, so that a take need not step over all that again.</summary>
    public (long Rank, long Id) TakenUpTo { get; private set; } = RequestKey.First;

    public void Lease(RequestKey key)
    {
        Leased.Add(key.Id);
        if (key.Place.CompareTo(TakenUpTo) > 0)
        {
            TakenUpTo = key.Place;
        }
    }

    /// <summary>A request waits at a place: a take must not pass it over.</summary>
    public void Offer(RequestKey key)
    {
        Leased.Remove(key.Id);
        if (key.Place.CompareTo(TakenUpTo) <= 0)
        {
            TakenUpTo = RequestKey.First;
        }
    }
}
