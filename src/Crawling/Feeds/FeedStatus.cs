namespace Crawling.Feeds;

/// <summary>How far a feed has come.</summary>
/// <param name="Path">Its file as the settings name it.</param>
/// <param name="Format">Its format's name.</param>
/// <param name="Items">Items written by this crawl.</param>
/// <param name="Bytes">The length of what is written, with what the file held before.</param>
internal sealed record FeedStatus(string Path, string Format, long Items, long Bytes);
