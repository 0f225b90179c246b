using Crawling.Diagnostics;
using Crawling.Jobs;
using Microsoft.Extensions.Logging;

namespace Crawling.Engine;

internal static partial class EngineLog
{
    public static void Failed(ILogger logger, Exception error, string spider)
    {
        // Some say all there is to say: from where in the code they come is of no use.
        if (error is SettingsException or JobException)
        {
            CannotGoOn(logger, spider, error.Message);
        }
        else
        {
            CannotGoOn(logger, error, spider);
        }
    }

    [LoggerMessage(EventIds.Engine + 1, LogLevel.Information, "Spider {Spider} opened")]
    public static partial void Opened(ILogger logger, string spider);

    [LoggerMessage(EventIds.Engine + 2, LogLevel.Information, "Spider {Spider} closes, {Reason}; still in flight: {InFlight}, in callbacks and pipelines: {Scraping}")]
    public static partial void Closing(ILogger logger, string spider, CloseReason reason, int inFlight, int scraping);

    [LoggerMessage(EventIds.Engine + 3, LogLevel.Information, "Spider {Spider} closed, {Reason}")]
    public static partial void Closed(ILogger logger, string spider, CloseReason reason);

    [LoggerMessage(EventIds.Engine + 5, LogLevel.Error, "Spider {Spider} cannot go on")]
    private static partial void CannotGoOn(ILogger logger, Exception error, string spider);

    [LoggerMessage(EventIds.Engine + 9, LogLevel.Error, "Spider {Spider} cannot go on: {Message}")]
    private static partial void CannotGoOn(ILogger logger, string spider, string message);

    [LoggerMessage(EventIds.Engine + 6, LogLevel.Warning, "Spider {Spider} is out of time: what is in flight or in a callback is cut off")]
    public static partial void CutOff(ILogger logger, string spider);

    [LoggerMessage(EventIds.Engine + 7, LogLevel.Warning, "Unfinished: {Waiting} requests waited, {CutOff} were cut off{Examples}")]
    public static partial void Unfinished(ILogger logger, long waiting, long cutOff, string examples);

    [LoggerMessage(EventIds.Engine + 8, LogLevel.Error, "Closing {Part} failed")]
    public static partial void PartFailed(ILogger logger, Exception error, string part);

    [LoggerMessage(EventIds.Engine + 10, LogLevel.Warning, "Spider {Spider} starts with nothing: give it StartUrls, or yield requests from StartAsync")]
    public static partial void NothingToStart(ILogger logger, string spider);
}
