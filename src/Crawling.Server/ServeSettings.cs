using System.Net;
using Crawling.Configuration;
using Microsoft.Extensions.Configuration;
using Quartz;

namespace Crawling.Serving;

/// <summary>Reads the section <c>serve</c> of <c>crawler.json</c>.</summary>
internal static class ServeSettings
{
    private const string TokenVariable = "CRAWLER_SERVE_TOKEN";

    /// <exception cref="SettingsException">An unknown key or a bad value.</exception>
    public static ServeOptions Read(SettingsFile file)
    {
        var options = new ServeOptions();
        var section = file.Root.GetSection("serve");
        RefuseUnknown(file, section, typeof(ServeOptions));
        foreach (var schedule in section.GetSection("schedules").GetChildren())
        {
            RefuseUnknown(file, schedule, typeof(ScheduleOptions));
        }

        try
        {
            section.Bind(options);
        }
        catch (InvalidOperationException error)
        {
            throw new SettingsException($"{file.Name}: serve: {error.InnerException?.Message ?? error.Message}", error);
        }

        options.Token = Environment.GetEnvironmentVariable(TokenVariable) is { Length: > 0 } token ? token : options.Token;
        options.Directory = Path.GetFullPath(options.Directory, file.Folder);
        return options;
    }

    /// <exception cref="SettingsException">A value breaks a rule.</exception>
    public static void Check(ServeOptions options)
    {
        Require(options.MaxRunning >= 1, "maxRunning", options.MaxRunning, "at least 1");
        Require(options.MaxAttempts >= 1, "maxAttempts", options.MaxAttempts, "at least 1");
        Require(options.Port is >= 0 and <= 65535, "port", options.Port, "from 0 to 65535");
        Require(IPAddress.TryParse(options.Address, out _), "address", options.Address, "an IP address, as 127.0.0.1, or 0.0.0.0 for all");
        Require(options.Token is null or { Length: >= 16 }, "token", "***", "16 characters at least");
        for (var i = 0; i < options.Schedules.Count; i++)
        {
            var schedule = options.Schedules[i];
            Require(
                CronExpression.IsValidExpression(schedule.Cron),
                $"schedules:{i}:cron",
                schedule.Cron,
                "six fields, seconds first and '?' for the day that is not given, as in 0 30 4 * * ?");
            Require(TimeZoneInfo.TryFindSystemTimeZoneById(schedule.TimeZone, out _), $"schedules:{i}:timeZone", schedule.TimeZone, "a time zone, as Europe/Paris");
        }
    }

    private static void RefuseUnknown(SettingsFile file, IConfigurationSection section, Type options)
    {
        string[] known = [.. options.GetProperties().Select(property => TextForm.CamelCase(property.Name))];
        if (section.GetChildren().FirstOrDefault(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            var right = NearestName.Of(unknown.Key, known) is { } nearest ? $"did you mean '{section.Path}:{nearest}'?" : $"known here are {string.Join(", ", known)}.";
            throw new SettingsException($"{file.Name}: unknown setting '{unknown.Path}'; {right}");
        }
    }

    private static void Require(bool holds, string name, object value, string must)
    {
        if (!holds)
        {
            throw new SettingsException($"'serve:{name}' is '{value}' but must be {must}.");
        }
    }
}
