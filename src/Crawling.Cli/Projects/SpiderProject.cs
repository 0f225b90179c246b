using Crawling.Configuration;

namespace Crawling.Cli;

/// <summary>A folder with a <c>crawler.json</c>; its spiders are the files <c>spiders/**/*.cs</c>. Or one file with a spider.</summary>
internal sealed class SpiderProject
{
    private static readonly EnumerationOptions AllFolders = new() { RecurseSubdirectories = true };

    private SpiderProject(string root, SettingsFile? settings, string? file)
    {
        Root = root;
        Settings = settings;
        File = file;
    }

    /// <summary>Its crawler.json. Null only if it is one file, and lies in no project.</summary>
    public SettingsFile? Settings { get; }

    public string Root { get; }

    /// <summary>The file, if it is one file.</summary>
    public string? File { get; }

    /// <summary>The project of a folder; null if there is no crawler.json in it or above it.</summary>
    /// <exception cref="SettingsException">The file is not what it should be.</exception>
    public static SpiderProject? Find(string folder) =>
        SettingsFile.Find("crawler.json", folder) is { } settings ? new(settings.Folder, settings, file: null) : null;

    /// <summary>The project of the current folder.</summary>
    /// <exception cref="SettingsException">There is none.</exception>
    public static SpiderProject Current() => Find(Environment.CurrentDirectory) ?? throw new SettingsException(
        "there is no crawler.json in this folder or above it; a project is a folder with a crawler.json ({} will do) and spiders/*.cs, "
        + "as made by: crawler startproject NAME");

    /// <summary>One file, with the settings of the project that it lies in, if any.</summary>
    /// <exception cref="SettingsException">There is no such file, or it is not C#.</exception>
    public static SpiderProject OfFile(string path)
    {
        var file = Path.GetFullPath(path);
        if (!System.IO.File.Exists(file) || Path.GetExtension(file) != ".cs")
        {
            throw new SettingsException(System.IO.File.Exists(file)
                ? $"'{path}' is not a .cs file"
                : $"there is no file '{path}'; a spider of the project is run by its name: crawler crawl NAME");
        }

        var folder = Path.GetDirectoryName(file)!;
        return new(folder, SettingsFile.Find("crawler.json", folder), file);
    }

    /// <summary>The spiders' source files, ordered by path.</summary>
    public IReadOnlyList<string> Sources()
    {
        if (File is not null)
        {
            return [File];
        }

        var folder = Path.Combine(Root, "spiders");
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.cs", AllFolders).Where(file => !IsBuildOutput(file)).Order(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>The assemblies that <c>references</c> in crawler.json adds to those of the crawler itself, as full paths.</summary>
    /// <exception cref="SettingsException">One of them is missing or not built.</exception>
    public IReadOnlyList<string> References() =>
        Settings is { } settings ? [.. settings.References.Select(reference => AssemblyReference.Resolve(settings, reference))] : [];

    private bool IsBuildOutput(string file) =>
        Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj");
}
