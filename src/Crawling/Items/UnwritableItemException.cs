namespace Crawling.Items;

/// <summary>An item that cannot be written to a feed. The message names its type and the field.</summary>
internal sealed class UnwritableItemException(string message, Exception? inner = null) : Exception(message, inner);
