namespace Crawling.Tests.Sites;

/// <summary>The HTML documentation of Debian's python3-doc package, a real site of some 500 pages.</summary>
internal static class DocumentationSite
{
    /// <summary>Its folder; null where the package is not installed.</summary>
    public static string? Folder { get; } = Directory.Exists("/usr/share/doc")
        ? Directory.GetDirectories("/usr/share/doc", "python3.*")
            .Select(folder => Path.Combine(folder, "html"))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "index.html")))
        : null;
}
