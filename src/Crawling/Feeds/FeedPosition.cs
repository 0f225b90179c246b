namespace Crawling.Feeds;

/// <summary>Where a feed stands at a commit: what a job writes down, and cuts back to.</summary>
/// <param name="Path">The full path of its file.</param>
/// <param name="Length">In bytes, without a closing.</param>
/// <param name="Items">Items that the job has written to it.</param>
/// <param name="Temporary">The file that takes the place of the first at the end; null if items are appended.</param>
internal sealed record FeedPosition(string Path, long Length, long Items, string? Temporary);
