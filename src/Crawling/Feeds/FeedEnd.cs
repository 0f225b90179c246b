namespace Crawling.Feeds;

/// <summary>What becomes of the feeds when the crawl ends. Closings are written, except to a file that is thrown away.</summary>
internal enum FeedEnd
{
    /// <summary>New files take the place of old ones.</summary>
    Keep,

    /// <summary>The same, and the job goes on another time: it cuts the closings off then.</summary>
    Suspend,

    /// <summary>Files that were to be replaced stay as they were; nothing is thrown.</summary>
    Discard,
}
