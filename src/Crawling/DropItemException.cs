namespace Crawling;

/// <summary>Thrown by an item pipeline: the item goes no further, and is counted.</summary>
/// <param name="reason">Why, for logs and events.</param>
public sealed class DropItemException(string reason) : Exception(reason);
