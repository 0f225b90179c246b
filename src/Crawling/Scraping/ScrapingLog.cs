using Crawling.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Crawling.Scraping;

internal static partial class ScrapingLog
{
    [LoggerMessage(EventIds.Scraping + 1, LogLevel.Error, "The callback for {Url} threw; what it yielded before is kept.")]
    public static partial void CallbackThrew(ILogger logger, Exception error, string url);

    [LoggerMessage(EventIds.Scraping + 2, LogLevel.Information, "{Request} failed, {Reason}: {Detail}")]
    public static partial void Failed(ILogger logger, Request request, FailureReason reason, string detail);

    [LoggerMessage(EventIds.Scraping + 3, LogLevel.Debug, "{Response}")]
    public static partial void Received(ILogger logger, Response response);

    [LoggerMessage(
        EventIds.Scraping + 4, LogLevel.Error, "The callback for {Url} made no progress within {Limit} (callbackTimeout) and is left behind; what it yielded before is kept.")]
    public static partial void CallbackHung(ILogger logger, string url, TimeSpan? limit);

    [LoggerMessage(EventIds.Scraping + 5, LogLevel.Warning, "{Response} is not inspected: there is no terminal to open a shell on, and no IResponseInspector.")]
    public static partial void NotInspected(ILogger logger, Response response);
}
