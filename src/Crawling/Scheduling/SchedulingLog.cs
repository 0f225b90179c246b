using Crawling.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Crawling.Scheduling;

internal static partial class SchedulingLog
{
    [LoggerMessage(EventIds.Scheduling + 1, LogLevel.Debug, "Filtered as a duplicate: {Request}")]
    public static partial void Filtered(ILogger logger, Request request);

    [LoggerMessage(EventIds.Scheduling + 2, LogLevel.Information, "The host {Host} is not among the allowed domains; first met in {Request}")]
    public static partial void Offsite(ILogger logger, string host, Request request);
}
