using Crawling.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Crawling;

internal static partial class HostingLog
{
    [LoggerMessage(EventIds.Hosting + 1, LogLevel.Warning, "A run of spider {Spider}, due every {Interval}, is skipped: the last one still goes on")]
    public static partial void Skipped(ILogger logger, string spider, TimeSpan? interval);

    [LoggerMessage(EventIds.Hosting + 2, LogLevel.Error, "A run of spider {Spider} failed")]
    public static partial void Failed(ILogger logger, Exception error, string spider);

    [LoggerMessage(EventIds.Hosting + 3, LogLevel.Information, "The hosted crawls are done; the host stops")]
    public static partial void StoppingHost(ILogger logger);
}
