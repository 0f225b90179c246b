using Crawling.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Crawling.Scheduling;

internal static partial class SchedulingLog
{
    [LoggerMessage(EventIds.Scheduling + 1, LogLevel.Debug, "Filtered as a duplicate: {Request}")]
    public static partial void Filtered(ILogger logger, Request request);

    [LoggerMessage(EventIds.Scheduling + 2, LogLevel.Information, "{Rule} drops {Request}: {Why}. Further ones of {Host} are counted only")]
    public static partial void Refused(ILogger logger, string rule, Request request, string why, string host);
}
