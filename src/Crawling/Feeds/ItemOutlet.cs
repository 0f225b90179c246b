namespace Crawling.Feeds;

/// <summary>Where a crawl's items leave it: the feeds, and whoever reads them in the program.</summary>
internal sealed class ItemOutlet
{
    private FeedSet? _feeds;
    private ItemStream? _reader;

    /// <summary>Whether the feeds have been opened.</summary>
    public bool IsOpen => _feeds is not null;

    /// <summary>Where the feeds stood at the last commit.</summary>
    public IReadOnlyList<FeedPosition> Positions => _feeds?.Positions ?? [];

    /// <summary>Gives the items to a reader, besides the feeds. Before the crawl begins.</summary>
    public void Attach(ItemStream reader) => _reader = reader;

    public void Open(FeedSet feeds) => _feeds = feeds;

    /// <summary>A place for the items of one response.</summary>
    public HeldItems Hold() => _feeds?.Hold() ?? new HeldItems(wanted: false);

    /// <summary>Writes the items of one response, all together.</summary>
    public async ValueTask WriteAsync(HeldItems held, IReadOnlyList<object> items)
    {
        if (_feeds is not null)
        {
            await _feeds.WriteAsync(held, CancellationToken.None);
        }

        if (_reader is not null)
        {
            await _reader.WriteAsync(items);
        }
    }

    /// <summary>What was written is safe from the end of the process.</summary>
    public ValueTask CommitAsync() => _feeds?.CommitAsync(CancellationToken.None) ?? default;

    /// <summary>The job has written down that the feeds stood here.</summary>
    public void Kept(IReadOnlyList<FeedPosition> positions) => _feeds?.Kept(positions);

    /// <summary>What was committed is safe from a power cut.</summary>
    public void Sync() => _feeds?.Sync();

    public ValueTask CloseAsync(FeedEnd end) => _feeds?.CloseAsync(end) ?? default;
}
