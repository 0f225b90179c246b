using System.Threading.Channels;

namespace Crawling.Feeds;

/// <summary>Items for a reader in the program. A slow reader slows the crawl: nothing is dropped.</summary>
internal sealed class ItemStream
{
    private readonly Channel<object> _items = Channel.CreateBounded<object>(new BoundedChannelOptions(1024) { SingleReader = true });

    public async ValueTask WriteAsync(IReadOnlyList<object> items)
    {
        foreach (var item in items)
        {
            await _items.Writer.WriteAsync(item);
        }
    }

    /// <summary>No item follows.</summary>
    public void Complete() => _items.Writer.TryComplete();

    public IAsyncEnumerable<object> ReadAllAsync(CancellationToken cancellation) => _items.Reader.ReadAllAsync(cancellation);

    /// <summary>The reader has gone: what still comes is not kept.</summary>
    public void Abandon()
    {
        Complete();
        while (_items.Reader.TryRead(out _))
        {
        }
    }
}
