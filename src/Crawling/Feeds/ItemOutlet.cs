namespace Crawling.Feeds;

/// <summary>Where a crawl's items leave it: the feeds, and whoever reads them in code.</summary>
internal sealed class ItemOutlet : IItemSink
{
    private readonly List<IItemSink> _sinks = [];

    public void Add(IItemSink sink) => _sinks.Add(sink);

    public async ValueTask WriteAsync(IReadOnlyList<object> items)
    {
        foreach (var sink in _sinks)
        {
            await sink.WriteAsync(items);
        }
    }
}
