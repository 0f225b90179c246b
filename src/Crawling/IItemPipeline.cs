namespace Crawling;

/// <summary>A step that every item takes on its way to the feeds.</summary>
public interface IItemPipeline
{
    /// <summary>Called once before the first item.</summary>
    ValueTask OpenAsync(Crawler crawler) => default;

    /// <summary>The item to hand on, changed or not.</summary>
    /// <exception cref="DropItemException">The item goes no further.</exception>
    ValueTask<object> ProcessAsync(object item, ItemContext context);

    /// <summary>Called once after the last item.</summary>
    ValueTask CloseAsync(Crawler crawler) => default;
}
