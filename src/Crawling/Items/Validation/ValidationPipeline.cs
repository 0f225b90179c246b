using Crawling.Items;

namespace Crawling;

/// <summary>Drops items that break the data annotations of their type. Counted as <c>item_dropped_reasons_count/Rule/field</c>.</summary>
public sealed class ValidationPipeline(Crawler crawler) : IItemPipeline
{
    private readonly bool _validates = crawler.Options.Items.Validate;

    /// <inheritdoc/>
    public ValueTask<object> ProcessAsync(object item, ItemContext context)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (_validates && ItemRules.Of(item.GetType()) is { } rules && rules.Broken(item) is [var first, ..] broken)
        {
            throw new DropItemException($"invalid: {string.Join("; ", broken)}") { Rule = first.Key };
        }

        return new(item);
    }
}
