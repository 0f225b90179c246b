using Crawling.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Crawling;

internal static partial class ReactorLog
{
    [LoggerMessage(EventIds.Reactor + 1, LogLevel.Error, "A callback of the reactor threw; the loop goes on.")]
    public static partial void CallbackThrew(ILogger logger, Exception error);

    [LoggerMessage(EventIds.Reactor + 2, LogLevel.Error, "A trigger of the system event {Name} failed.")]
    public static partial void TriggerFailed(ILogger logger, string name, Exception error);
}
