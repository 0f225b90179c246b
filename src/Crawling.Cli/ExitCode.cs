namespace Crawling.Cli;

/// <summary>What the process tells its parent.</summary>
internal static class ExitCode
{
    public const int Finished = 0;

    /// <summary>A start error, a fatal error or a broken fail-on rule.</summary>
    public const int Failed = 1;

    /// <summary>The command line or a setting is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Ended by a signal, as shells count: 128 + SIGINT.</summary>
    public const int Interrupted = 130;

    public static int Of(CrawlResult result) =>
        result.Error is not null || result.Reason == CloseReason.StartError || result.Reason == CloseReason.FatalError ? Failed
        : result.Reason == CloseReason.Shutdown ? Interrupted
        : Finished;
}
