using Crawling.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Crawling.Serving;

internal static partial class ServeLog
{
    [LoggerMessage(EventIds.Serving, LogLevel.Information, "Crawl of '{Spider}' begins, job {Job}")]
    public static partial void Started(ILogger logger, string spider, string job);

    [LoggerMessage(EventIds.Serving + 1, LogLevel.Information, "Crawl of '{Spider}' has ended, {Reason}, job {Job}")]
    public static partial void Ended(ILogger logger, string spider, string job, string reason);

    [LoggerMessage(EventIds.Serving + 5, LogLevel.Error, "Crawl of '{Spider}' has ended, {Reason}, job {Job}: {Error}")]
    public static partial void Failed(ILogger logger, string spider, string job, string reason, string error);

    [LoggerMessage(EventIds.Serving + 2, LogLevel.Warning, "The crawl of '{Spider}' that is due by '{Cron}' is left out: the one before has not ended")]
    public static partial void LeftOut(ILogger logger, string spider, string cron);

    [LoggerMessage(EventIds.Serving + 3, LogLevel.Error, "The crawl of '{Spider}' that is due by '{Cron}' cannot be begun")]
    public static partial void NotBegun(ILogger logger, Exception error, string spider, string cron);

    [LoggerMessage(EventIds.Serving + 4, LogLevel.Error, "The request {Method} {Path} has failed")]
    public static partial void RequestFailed(ILogger logger, Exception error, string method, string path);
}
