using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Crawling.Configuration;

/// <summary>A project's <c>crawler.json</c>: JSON that may hold comments and trailing commas.</summary>
internal sealed class SettingsFile
{
    private static readonly string[] Sections = ["crawler", "spiders", "serve", "Serilog", "references"];

    private SettingsFile(string path, IConfiguration root)
    {
        Path = path;
        Root = root;
    }

    /// <summary>Where it lies, in full.</summary>
    public string Path { get; }

    /// <summary>The project's folder.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>What errors and listings call it.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>All of it.</summary>
    public IConfiguration Root { get; }

    /// <summary>DLLs, or outputs of projects, that the spiders need besides the crawler itself; as they are written.</summary>
    public IReadOnlyList<string> References => [.. Root.GetSection("references").GetChildren().Select(reference => reference.Value!)];

    /// <summary>Looks from a folder upwards, unless the path is rooted. Null if there is no such file.</summary>
    /// <exception cref="SettingsException">The file is not what it should be.</exception>
    public static SettingsFile? Find(string path, string startFolder)
    {
        for (var folder = new DirectoryInfo(startFolder); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, path);
            if (File.Exists(candidate))
            {
                return Read(System.IO.Path.GetFullPath(candidate));
            }
        }

        return null;
    }

    private static SettingsFile Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var file = new SettingsFile(path, new ConfigurationBuilder().AddJsonStream(stream).Build());
            file.Check();
            return file;
        }
        catch (JsonException error)
        {
            var place = $"{path}({error.LineNumber + 1},{error.BytePositionInLine + 1})";
            throw new SettingsException($"{place}: {WithoutPosition(error.Message)}", error);
        }
        catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{path}: {error.Message}", error);
        }
    }

    private void Check()
    {
        foreach (var section in Root.GetChildren())
        {
            if (!Sections.Contains(section.Key, StringComparer.OrdinalIgnoreCase))
            {
                var right = NearestName.Of(section.Key, Sections) is { } nearest
                    ? $"did you mean '{nearest}'?"
                    : $"known here are {string.Join(", ", Sections)}.";
                throw new SettingsException($"{Name}: unknown section '{section.Key}'; {right}");
            }
        }

        IConfigurationSection[] groups = [Root.GetSection("crawler"), Root.GetSection("spiders"), .. Root.GetSection("spiders").GetChildren()];
        if (Array.Find(groups, group => !string.IsNullOrEmpty(group.Value)) is { } wrong)
        {
            throw new SettingsException($"{Name}: '{wrong.Path}' is '{wrong.Value}' but must be a group, as {{ … }}.");
        }

        var references = Root.GetSection("references");
        if (!string.IsNullOrEmpty(references.Value) || references.GetChildren().Any(reference => string.IsNullOrEmpty(reference.Value)))
        {
            throw new SettingsException($"{Name}: 'references' must be a list of paths, as [\"lib/Shop.dll\"].");
        }
    }

    /// <summary>The parser's message counts lines from 0, and gives the place once more.</summary>
    private static string WithoutPosition(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
