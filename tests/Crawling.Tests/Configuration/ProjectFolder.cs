using Crawling.Configuration;

namespace Crawling.Tests.Configuration;

/// <summary>A folder with a crawler.json, gone after the test.</summary>
public sealed class ProjectFolder : IDisposable
{
    public ProjectFolder(string? json = null)
    {
        if (json is not null)
        {
            System.IO.File.WriteAllText(File, json);
        }
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("crawling-settings-").FullName;

    public string File => System.IO.Path.Combine(Path, "crawler.json");

    public void Dispose() => Directory.Delete(Path, recursive: true);

    internal SettingsLayers Layers(Dictionary<string, string>? environment = null, Dictionary<string, string>? set = null) => SettingsLayers.FromFile(
        SettingsFile.Find("crawler.json", Path),
        SettingsLayer.Environment(environment ?? []),
        SettingsLayer.CommandLine(set ?? []));
}
