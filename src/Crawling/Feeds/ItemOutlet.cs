namespace Crawling.Feeds;

/// <summary>Where a crawl's items leave it: the feeds, and whoever reads them in the program.</summary>
internal sealed class ItemOutlet
{
    private FeedSet? _feeds;
    private ItemStream? _reader;

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

    public ValueTask CloseAsync(FeedEnd keep) => _feeds?.CloseAsync(keep != FeedEnd.Discard) ?? default;
    public IReadOnlyList<FeedPosition> Positions => _feeds?.Positions ?? [];
    public void Sync() {}
}
