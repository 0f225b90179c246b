namespace Crawling.Feeds;

internal sealed record FeedPosition(string Path, long Length, long Items, string? Temporary);

internal sealed record FeedResume(IReadOnlyList<FeedPosition> Positions);

internal enum FeedEnd { Keep, Suspend, Discard }
