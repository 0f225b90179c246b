using Crawling.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Crawling.Scheduling;

internal static partial class SchedulingLog
{
    [LoggerMessage(EventIds.Scheduling + 1, LogLevel.Debug, "Filtered as a duplicate: {Request}")]
    public static partial void Filtered(ILogger logger, Request request);
}
