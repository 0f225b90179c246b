namespace Crawling;

/// <summary>Thrown by an item pipeline: the item goes no further, and is counted. Thrown by <see cref="Response.Extract{T}()"/>, or by a callback of
/// yours: there is none, which is counted too.</summary>
/// <param name="reason">Why, for logs and events.</param>
public sealed class DropItemException(string reason) : Exception(reason)
{
    /// <summary>What such drops are counted under, as <c>item_dropped_reasons_count/Rule</c>: one of a few fixed words. Null: not apart.</summary>
    public string? Rule { get; init; }
}
