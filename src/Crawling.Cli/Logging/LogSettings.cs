using Serilog.Events;

namespace Crawling.Cli;

/// <summary>What the command line says about logging.</summary>
/// <param name="Level">The least level shown; null leaves it to crawler.json.</param>
/// <param name="IsOff">Nothing is logged at all.</param>
/// <param name="File">A file that gets the log too.</param>
/// <param name="Quiet">Standard error shows warnings and errors only.</param>
internal sealed record LogSettings(LogEventLevel? Level, bool IsOff, string? File, bool Quiet)
{
    /// <summary>For commands that have nothing to log.</summary>
    public static LogSettings None { get; } = new(null, IsOff: true, null, Quiet: true);
}
