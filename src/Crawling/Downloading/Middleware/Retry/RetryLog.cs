using Crawling.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Crawling.Downloading;

internal static partial class RetryLog
{
    [LoggerMessage(EventIds.Downloading + 20, LogLevel.Debug, "Tries {Request} again in {Wait}, retry {Retry} of {Times}: {Reason}")]
    public static partial void TriedAgain(ILogger logger, Request request, TimeSpan wait, int retry, int times, string reason);

    [LoggerMessage(EventIds.Downloading + 21, LogLevel.Information, "Gave up {Request} after {Attempts} attempts: {Reason}")]
    public static partial void GivenUp(ILogger logger, Request request, int attempts, string reason);
}
