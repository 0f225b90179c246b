namespace Crawling.Feeds;

/// <summary>Where the items of a response end up, all together.</summary>
internal interface IItemSink
{
    ValueTask WriteAsync(IReadOnlyList<object> items);
}
