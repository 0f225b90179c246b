using Crawling.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Crawling.Items;

internal static partial class ItemLog
{
    [LoggerMessage(EventIds.Items + 1, LogLevel.Debug, "Scraped {Item}")]
    public static partial void Scraped(ILogger logger, object item);

    [LoggerMessage(EventIds.Items + 2, LogLevel.Information, "Dropped, {Reason}: {Item}")]
    public static partial void Dropped(ILogger logger, string reason, object item);

    [LoggerMessage(EventIds.Items + 3, LogLevel.Error, "An item of {Url} is lost: a pipeline threw, or it cannot be written.")]
    public static partial void Failed(ILogger logger, Exception error, string url);

    [LoggerMessage(EventIds.Items + 4, LogLevel.Warning, "Items of type {Type} have no field {Field}, which items:key names.")]
    public static partial void NoKey(ILogger logger, string type, string field);

    [LoggerMessage(EventIds.Items + 5, LogLevel.Warning, "{Url} is not stored: {Reason}")]
    public static partial void NotStored(ILogger logger, string url, string reason);

    [LoggerMessage(EventId = EventIds.Items + 6, Message = "An item is left out. {Reason}")]
    public static partial void Incomplete(ILogger logger, LogLevel level, string reason);
}
