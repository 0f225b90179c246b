using Crawling.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Crawling.Recording;

internal static partial class RecordingLog
{
    [LoggerMessage(EventIds.Downloading + 70, LogLevel.Information, "Recorded {Exchanges} exchanges in {Path}")]
    public static partial void Recorded(ILogger logger, long exchanges, string path);

    [LoggerMessage(EventIds.Downloading + 71, LogLevel.Information, "Replaying {Exchanges} exchanges of {Path}: nothing is fetched over the network")]
    public static partial void Replays(ILogger logger, int exchanges, string path);

    [LoggerMessage(EventIds.Downloading + 72, LogLevel.Warning, "The recording {Path} breaks off within a record: what follows its last whole one is not replayed")]
    public static partial void IsCut(ILogger logger, string path);
}
