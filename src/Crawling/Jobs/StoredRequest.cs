namespace Crawling.Jobs;

/// <summary>A request as the database keeps it.</summary>
internal readonly record struct StoredRequest(RequestKey Key, int Deliveries, byte[] Data)
{
    public int Priority => (int)-Key.Rank;
}
