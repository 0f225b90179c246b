namespace Crawling.Downloading;

/// <summary>The marks in <see cref="Response.Flags"/> that the downloader sets.</summary>
internal static class ResponseFlags
{
    /// <summary>The body ended before it was whole.</summary>
    public const string Truncated = "truncated";

    /// <summary>The rest of the body was not read, as the spider wanted no more of it.</summary>
    public const string Stopped = "stopped";

    /// <summary>The body went elsewhere as it came.</summary>
    public const string Streamed = "streamed";

    /// <summary>It comes from a recording.</summary>
    public const string Replayed = "replayed";
}
