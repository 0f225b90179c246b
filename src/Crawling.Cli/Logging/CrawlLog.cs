using System.Globalization;
using Crawling.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Sinks.SystemConsole.Themes;

namespace Crawling.Cli;

/// <summary>Makes the log of a crawl: to standard error, to a file if asked, and as the section <c>Serilog</c> of crawler.json says.</summary>
internal static class CrawlLog
{
    private const string ConsoleTemplate = "{Timestamp:HH:mm:ss} {Level:u3} {Message:l}{NewLine}{Exception}";
    private const string FileTemplate = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} {Level:u3} {SourceContext} {Message:l}{NewLine}{Exception}";

    /// <exception cref="SettingsException">The section or the file cannot be used.</exception>
    public static void AddTo(ILoggingBuilder logging, LogSettings settings, SettingsFile? file)
    {
        var configuration = new LoggerConfiguration();
        var section = file?.Root.GetSection("Serilog");
        if (section.Exists())
        {
            Read(file!, configuration);
        }

        if (settings.Level is { } level)
        {
            configuration.MinimumLevel.Is(level);
        }

        if (!section.Exists() || !section.GetSection("WriteTo").Exists())
        {
            AddConsole(configuration, settings.Quiet ? LogEventLevel.Warning : LevelAlias.Minimum);
        }

        if (settings.File is not null)
        {
            AddFile(configuration, settings.File);
        }

        logging.SetMinimumLevel(settings.IsOff ? LogLevel.None : LogLevel.Trace);
        logging.AddProvider(new SerilogLoggerProvider(new CleanLogger(configuration.CreateLogger()), dispose: true));
    }

    private static void AddConsole(LoggerConfiguration configuration, LogEventLevel level) => configuration.WriteTo.Console(
        restrictedToMinimumLevel: level,
        outputTemplate: ConsoleTemplate,
        formatProvider: CultureInfo.InvariantCulture,
        standardErrorFromLevel: LevelAlias.Minimum,
        theme: AnsiConsoleTheme.Literate);

    // A method of its own, so that the assembly is loaded for those who have the section only.
    private static void Read(SettingsFile file, LoggerConfiguration configuration)
    {
        try
        {
            SelfLog.Enable(Console.Error);
            configuration.ReadFrom.Configuration(file.Root);
        }
        catch (InvalidOperationException error)
        {
            throw new SettingsException($"{file.Name}: Serilog: {error.Message}", error);
        }
    }

    // The sink itself would keep silent about a file that it cannot write.
    private static void AddFile(LoggerConfiguration configuration, string file)
    {
        try
        {
            File.AppendAllText(file, "");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new SettingsException($"--log-file: cannot write to '{file}': {error.Message}", error);
        }

        configuration.WriteTo.File(file, outputTemplate: FileTemplate, formatProvider: CultureInfo.InvariantCulture, fileSizeLimitBytes: null);
    }
}
