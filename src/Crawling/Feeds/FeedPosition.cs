namespace Crawling.Feeds;

/// <summary>Where a file of a feed stands at a commit: what a job writes down, and cuts back to.</summary>
/// <param name="Path">The full path of the file.</param>
/// <param name="Length">In bytes, without a closing.</param>
/// <param name="Items">Items that the job has written to it.</param>
/// <param name="Temporary">The file that takes the place of the first at the end; null if items are appended.</param>
internal sealed record FeedPosition(string Path, long Length, long Items, string? Temporary)
{
    /// <summary>Null in a job of an earlier version.</summary>
    public FeedOrigin? Origin { get; init; }

    /// <summary>What the job knows the feed by: its path with placeholders.</summary>
    public string Key => Origin?.Template ?? Path;
}

/// <summary>The feed that a file belongs to.</summary>
/// <param name="Template">Its full path, with placeholders.</param>
/// <param name="Form">How it is written: what must be the same when it goes on.</param>
/// <param name="Begun">What <c>{time}</c> stands for.</param>
/// <param name="Batch">The file's number.</param>
internal sealed record FeedOrigin(string Template, string Form, DateTimeOffset Begun, int Batch);
