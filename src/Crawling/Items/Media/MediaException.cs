namespace Crawling.Items;

/// <summary>A file of an item that is not stored; the message says why.</summary>
internal sealed class MediaException(string message) : Exception(message);
