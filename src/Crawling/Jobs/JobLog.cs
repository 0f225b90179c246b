using Crawling.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Crawling.Jobs;

internal static partial class JobLog
{
    public static void Opened(ILogger logger, JobStart start)
    {
        if (start.IsFinished)
        {
            Finished(logger, start.Directory);
            return;
        }

        foreach (var url in start.DeadLetters)
        {
            SetAside(logger, url);
        }

        if (start.IsResumed)
        {
            Resumed(logger, start.Directory);
        }
    }

    [LoggerMessage(EventIds.Jobs, LogLevel.Information, "The job in {Directory} is finished, there is nothing to do; begin anew with --restart")]
    private static partial void Finished(ILogger logger, string directory);

    [LoggerMessage(EventIds.Jobs + 1, LogLevel.Information, "Resuming the job in {Directory}")]
    private static partial void Resumed(ILogger logger, string directory);

    [LoggerMessage(EventIds.Jobs + 2, LogLevel.Error, "Set aside as a dead letter, because the process died again and again while it was under way: {Url}")]
    private static partial void SetAside(ILogger logger, string url);
}
