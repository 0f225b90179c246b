using Crawling.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Crawling.Extensions;

internal static partial class MemoryLog
{
    [LoggerMessage(EventIds.Extensions + 10, LogLevel.Warning, "The process uses {Used} bytes of memory; memory:warning is {Warning}")]
    public static partial void Warning(ILogger logger, long used, long warning);

    [LoggerMessage(
        EventIds.Extensions + 11, LogLevel.Warning, "The process used {Used} bytes of memory, memory:limit is {Limit}; with garbage given back it uses {Left}")]
    public static partial void Shrunk(ILogger logger, long used, long limit, long left);

    [LoggerMessage(EventIds.Extensions + 12, LogLevel.Information, "The process uses {Used} bytes of memory: requests are started again")]
    public static partial void GoesOn(ILogger logger, long used);

    [LoggerMessage(EventIds.Extensions + 13, LogLevel.Error, "The process still uses {Used} bytes of memory, memory:limit is {Limit}: the crawl is closed")]
    public static partial void Exceeded(ILogger logger, long used, long limit);
}
