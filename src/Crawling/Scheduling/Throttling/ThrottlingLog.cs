using Crawling.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Crawling.Throttling;

internal static partial class ThrottlingLog
{
    [LoggerMessage(EventIds.Scheduling + 10, LogLevel.Information, "{Slot} asks for less: none of its requests goes for {Wait}")]
    public static partial void Rests(ILogger logger, string slot, TimeSpan wait);

    [LoggerMessage(EventIds.Scheduling + 11, LogLevel.Debug, "{Slot} has a delay of {Delay} from now on: {Outcome} after {Latency}")]
    public static partial void Learnt(ILogger logger, string slot, TimeSpan delay, string outcome, TimeSpan latency);
}
