using Crawling.Items;

namespace Crawling;

/// <summary>Drops items whose key, the properties with <c>[Key]</c> or the fields of <c>items:key</c>, an earlier item of the same type had.
/// Counted as <c>item_dropped_reasons_count/Duplicate</c>.</summary>
public sealed class DuplicatesPipeline : IItemPipeline
{
    private readonly ItemKeys _keys;
    private readonly ItemKeyReader _reader;

    /// <summary>Made once a crawl.</summary>
    public DuplicatesPipeline(Crawler crawler)
    {
        ArgumentNullException.ThrowIfNull(crawler);
        _keys = crawler.ItemKeys;
        _reader = new(crawler.Options.Items.Key, crawler.CreateLogger("Crawling"));
    }

    /// <inheritdoc/>
    public ValueTask<object> ProcessAsync(object item, ItemContext context)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(context);
        if (_reader.Read(item) is { } key)
        {
            if (!_keys.TryTake(key.Fingerprint))
            {
                throw new DropItemException($"a duplicate: {key.Text} was there before") { Rule = "Duplicate" };
            }

            context.Keys.Add(key.Fingerprint);
        }

        return new(item);
    }
}
