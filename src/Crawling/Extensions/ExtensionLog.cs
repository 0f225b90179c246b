using Crawling.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Crawling.Extensions;

internal static partial class ExtensionLog
{
    [LoggerMessage(EventIds.Extensions + 1, LogLevel.Error, "A hook of the extension {Extension} threw.")]
    public static partial void HookThrew(ILogger logger, Exception error, string extension);
}
