using Crawling.Configuration;

namespace Crawling.Cli;

/// <summary>A folder with a <c>crawler.json</c>; its spiders are the files <c>spiders/**/*.cs</c>.</summary>
internal sealed class SpiderProject(SettingsFile settings)
{
    private static readonly EnumerationOptions AllFolders = new() { RecurseSubdirectories = true };

    public SettingsFile Settings => settings;

    public string Root => settings.Folder;

    /// <summary>The project of a folder; null if there is no crawler.json in it or above it.</summary>
    /// <exception cref="SettingsException">The file is not what it should be.</exception>
    public static SpiderProject? Find(string folder) => SettingsFile.Find("crawler.json", folder) is { } settings ? new(settings) : null;

    /// <summary>The project of the current folder.</summary>
    /// <exception cref="SettingsException">There is none.</exception>
    public static SpiderProject Current() => Find(Environment.CurrentDirectory) ?? throw new SettingsException(
        "there is no crawler.json in this folder or above it; a project is a folder with a crawler.json ({} will do) and spiders/*.cs");

    /// <summary>The spiders' source files, ordered by path.</summary>
    public IReadOnlyList<string> Sources()
    {
        var folder = Path.Combine(Root, "spiders");
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.cs", AllFolders).Where(file => !IsBuildOutput(file)).Order(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>The assemblies that <c>references</c> in crawler.json adds to those of the crawler itself, as full paths.</summary>
    /// <exception cref="SettingsException">One of them is missing or not built.</exception>
    public IReadOnlyList<string> References() => [.. settings.References.Select(reference => AssemblyReference.Resolve(settings, reference))];

    private bool IsBuildOutput(string file) =>
        Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj");
}
