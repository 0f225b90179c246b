using Crawling.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Crawling.Feeds;

internal static partial class FeedLog
{
    [LoggerMessage(EventIds.Feeds + 1, LogLevel.Information, "Wrote {Items} items to {Path} ({Format}, {Bytes} bytes).")]
    public static partial void Wrote(ILogger logger, long items, string path, string format, long bytes);

    [LoggerMessage(EventIds.Feeds + 2, LogLevel.Warning, "The crawl has failed: {Path} is left as it was.")]
    public static partial void LeftAsItWas(ILogger logger, string path);

    [LoggerMessage(EventIds.Feeds + 3, LogLevel.Error, "The feed {Path} could not be ended.")]
    public static partial void NotEnded(ILogger logger, string path, Exception error);

    [LoggerMessage(EventIds.Feeds + 4, LogLevel.Information, "Wrote {Items} items to {Path} so far ({Format}, {Bytes} bytes).")]
    public static partial void WroteSoFar(ILogger logger, long items, string path, string format, long bytes);

    [LoggerMessage(EventIds.Feeds + 5, LogLevel.Information, "There are no items for {Path}: it is not written.")]
    public static partial void WroteNone(ILogger logger, string path);
}
