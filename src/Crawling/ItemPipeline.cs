namespace Crawling;

/// <summary>A pipeline for items of one type; others pass it untouched.</summary>
/// <typeparam name="TItem">The type, or a base of it.</typeparam>
public abstract class ItemPipeline<TItem> : IItemPipeline
    where TItem : class
{
    /// <summary>The item to hand on, changed or not.</summary>
    /// <exception cref="DropItemException">The item goes no further.</exception>
    protected abstract ValueTask<TItem> ProcessAsync(TItem item, ItemContext context);

    async ValueTask<object> IItemPipeline.ProcessAsync(object item, ItemContext context) =>
        item is TItem typed ? await ProcessAsync(typed, context) : item;
}
