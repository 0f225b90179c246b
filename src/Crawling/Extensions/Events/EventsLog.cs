using Crawling.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Crawling.Events;

internal static partial class EventsLog
{
    [LoggerMessage(EventIds.Extensions + 501, LogLevel.Error, "The listener {Listener} threw; it stays subscribed.")]
    public static partial void ListenerThrew(ILogger logger, string listener, Exception error);

    [LoggerMessage(EventIds.Extensions + 502, LogLevel.Warning,
        "The listener {Listener} is too slow: its queue is full and its oldest events are dropped. The last event it handled was {Lag} old.")]
    public static partial void FellBehind(ILogger logger, string listener, TimeSpan lag);

    [LoggerMessage(EventIds.Extensions + 503, LogLevel.Warning,
        "The listener {Listener} was not done in time and leaves {Waiting} events behind. The last event it handled was {Lag} old.")]
    public static partial void LeftBehind(ILogger logger, string listener, int waiting, TimeSpan lag);

    [LoggerMessage(EventIds.Extensions + 504, LogLevel.Warning,
        "The listener {Listener} missed {Missed} events in all. The last event it handled was {Lag} old.")]
    public static partial void Missed(ILogger logger, string listener, long missed, TimeSpan lag);
}
