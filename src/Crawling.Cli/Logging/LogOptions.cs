using System.CommandLine;
using Serilog.Events;

namespace Crawling.Cli;

/// <summary>The options about logging, of every command that logs.</summary>
internal sealed class LogOptions
{
    private const string Off = "none";

    private static readonly Dictionary<string, LogEventLevel> Levels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["trace"] = LogEventLevel.Verbose,
        ["debug"] = LogEventLevel.Debug,
        ["information"] = LogEventLevel.Information,
        ["warning"] = LogEventLevel.Warning,
        ["error"] = LogEventLevel.Error,
        ["critical"] = LogEventLevel.Fatal,
        ["verbose"] = LogEventLevel.Verbose,
        ["info"] = LogEventLevel.Information,
        ["warn"] = LogEventLevel.Warning,
        ["fatal"] = LogEventLevel.Fatal,
    };

    private readonly Option<string?> _level = new("--log-level")
    {
        Description = "Least level to log: trace, debug, information, warning, error, critical or none. Default: information.",
        HelpName = "level",
    };

    private readonly Option<string?> _file = new("--log-file") { Description = "Log to this file too.", HelpName = "file" };

    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Show warnings and errors only: no progress, no table." };

    public void AddTo(Command command)
    {
        command.Add(_level);
        command.Add(_file);
        command.Add(_quiet);
    }

    /// <summary>The level as it was given, for another process.</summary>
    public IEnumerable<string> LevelIn(ParseResult command) => command.GetValue(_level) is { } level ? [_level.Name, level] : [];

    /// <exception cref="SettingsException">There is no such level.</exception>
    public LogSettings Read(ParseResult command)
    {
        var level = command.GetValue(_level);
        var isOff = string.Equals(level, Off, StringComparison.OrdinalIgnoreCase);
        return new(level is null || isOff ? null : Parse(level), isOff, command.GetValue(_file), command.GetValue(_quiet));
    }

    private static LogEventLevel Parse(string level) => Levels.TryGetValue(level, out var known)
        ? known
        : throw new SettingsException($"--log-level: there is no level '{level}'; {Suggestion.For(level, [.. Levels.Keys, Off])}");
}
