using Crawling.Items;

namespace Crawling.Feeds;

/// <summary>An item on its way to the feeds: a JSON object, UTF-8, without line ends.</summary>
internal readonly record struct HeldItem(ItemShape Shape, ReadOnlyMemory<byte> Json);
