using Crawling.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Crawling.Extensions;

internal static partial class StatisticsLogMessages
{
    public static void Write(ILogger logger, StatisticsLogFormat format, StatisticsReport report)
    {
        if (!logger.IsEnabled(LogLevel.Information))
        {
            return;
        }

        switch (format)
        {
            case StatisticsLogFormat.Json:
                Json(logger, report.ToJson());
                break;
            case StatisticsLogFormat.Table:
                Table(logger, report.ToTable());
                break;
            default:
                Line(logger, report.Pages, report.PagesPerMinute, report.Items, report.ItemsPerMinute, report.Queued);
                break;
        }
    }

    [LoggerMessage(
        EventIds.Extensions + 20,
        LogLevel.Information,
        "Crawled {Pages} pages (at {PagesPerMinute} pages/min), scraped {Items} items (at {ItemsPerMinute} items/min), {Queued} requests wait")]
    private static partial void Line(ILogger logger, long pages, long pagesPerMinute, long items, long itemsPerMinute, long queued);

    [LoggerMessage(EventIds.Extensions + 21, LogLevel.Information, "Statistics: {Table}")]
    private static partial void Table(ILogger logger, string table);

    [LoggerMessage(EventIds.Extensions + 22, LogLevel.Information, "{Statistics}")]
    private static partial void Json(ILogger logger, string statistics);
}
