namespace Crawling.Jobs;

/// <summary>Where a waiting request stands: in its slot the lowest rank first, then the lowest id.</summary>
internal readonly record struct RequestKey(long Slot, long Rank, long Id)
{
    public static readonly (long Rank, long Id) First = (long.MinValue, long.MinValue);

    public (long Rank, long Id) Place => (Rank, Id);
}
