using Crawling.Configuration;

namespace Crawling.Tests;

/// <summary>Options as a command line sets them.</summary>
internal static class Settings
{
    public static CrawlerOptions Of(params string[] settings) => SettingsLayers
        .FromFile(null, SettingsLayer.CommandLine([.. settings.Select(text => text.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1]))]))
        .Load();
}
