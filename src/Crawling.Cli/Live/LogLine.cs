using Serilog.Events;

namespace Crawling.Cli;

/// <summary>A line that was to be printed while the view had the terminal.</summary>
/// <param name="Text">Without colours.</param>
/// <param name="Level">What kind of log line it is; null if none.</param>
internal readonly record struct LogLine(string Text, LogEventLevel? Level)
{
    private static readonly (string Mark, LogEventLevel Level)[] Marks =
    [
        (" DBG ", LogEventLevel.Debug),
        (" INF ", LogEventLevel.Information),
        (" WRN ", LogEventLevel.Warning),
        (" ERR ", LogEventLevel.Error),
        (" FTL ", LogEventLevel.Fatal),
    ];

    public static LogLine Of(string text)
    {
        // After the time.
        var mark = Array.Find(Marks, mark => text.AsSpan(Math.Min("HH:mm:ss".Length, text.Length)).StartsWith(mark.Mark));
        return new(text, mark.Mark is null ? null : mark.Level);
    }
}
