using Crawling.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Crawling.Robots;

internal static partial class RobotsLog
{
    [LoggerMessage(EventIds.Downloading + 30, LogLevel.Debug, "{Origin}/robots.txt is there, status {Status}; pause between requests: {Delay}")]
    public static partial void Read(ILogger logger, string origin, int status, TimeSpan delay);

    [LoggerMessage(EventIds.Downloading + 31, LogLevel.Warning, "{Origin}/robots.txt cannot be fetched, {Failure}; it is asked for again after {Wait}")]
    public static partial void Unreachable(ILogger logger, string origin, string failure, TimeSpan wait);
}
