using System.Xml;
using System.Xml.Linq;
using Crawling.Configuration;

namespace Crawling.Cli;

/// <summary>One entry of <c>references</c> in crawler.json: the path of a DLL, or of a project that has been built.</summary>
internal static class AssemblyReference
{
    private static readonly EnumerationOptions AllFolders = new() { RecurseSubdirectories = true };

    public static string Resolve(SettingsFile settings, string reference)
    {
        var path = Path.GetFullPath(reference, settings.Folder);
        if (!File.Exists(path))
        {
            throw new SettingsException($"{settings.Name}: references: there is no file '{reference}' (looked for {path})");
        }

        return Path.GetExtension(path) switch
        {
            ".dll" => path,
            ".csproj" => OutputOf(path)
                ?? throw new SettingsException($"{settings.Name}: references: '{reference}' has not been built; run: dotnet build {path}"),
            _ => throw new SettingsException($"{settings.Name}: references: '{reference}' is neither a .dll nor a .csproj"),
        };
    }

    // Asking MSBuild where the output is would cost a second at every start.
    private static string? OutputOf(string project)
    {
        var bin = Path.Combine(Path.GetDirectoryName(project)!, "bin");
        return Directory.Exists(bin)
            ? Directory.EnumerateFiles(bin, AssemblyNameOf(project) + ".dll", AllFolders).MaxBy(File.GetLastWriteTimeUtc)
            : null;
    }

    private static string AssemblyNameOf(string project)
    {
        try
        {
            return XDocument.Load(project).Descendants("AssemblyName").FirstOrDefault()?.Value
                ?? Path.GetFileNameWithoutExtension(project);
        }
        catch (XmlException error)
        {
            throw new SettingsException($"{project}({error.LineNumber},{error.LinePosition}): this is not a project file", error);
        }
    }
}
