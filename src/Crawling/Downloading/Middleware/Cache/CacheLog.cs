using Crawling.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Crawling.Cache;

internal static partial class CacheLog
{
    [LoggerMessage(EventIds.Downloading + 60, LogLevel.Warning, "The cache {Path} is damaged ({Error}); it was set aside as {Aside}, and the crawl goes on with an empty one")]
    public static partial void SetAside(ILogger logger, string path, string error, string aside);

    [LoggerMessage(EventIds.Downloading + 61, LogLevel.Warning, "The cache {Path} cannot be used any more ({Error}); the crawl goes on without it")]
    public static partial void GoesOnWithout(ILogger logger, string path, string error);

    [LoggerMessage(EventIds.Downloading + 62, LogLevel.Debug, "The cache {Path} is busy with another process; a request goes on without it")]
    public static partial void IsBusy(ILogger logger, string path);

    [LoggerMessage(EventIds.Downloading + 63, LogLevel.Debug, "{Request} is answered by the cache, {Use}")]
    public static partial void Used(ILogger logger, Request request, string use);
}
