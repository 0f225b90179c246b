namespace Crawling.Items;

/// <summary>The fields of an item by the names that feeds give them, whatever kind of item it is.</summary>
internal static class ItemFields
{
    /// <summary>Null if the item has no such field, or nothing in it.</summary>
    public static object? Get(object item, string field) => item switch
    {
        DynamicItem dynamic => dynamic[field],
        IDictionary<string, object?> fields => fields.TryGetValue(field, out var value) ? value : null,
        _ => ItemType.Of(item).Property(field)?.GetValue(item),
    };
}
