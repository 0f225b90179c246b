namespace Crawling.Tests.Sites;

/// <summary>A test that needs nginx, Python and the documentation site. Without them it is skipped and says so; in continuous integration, which
/// installs them, it fails instead.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DocumentationFactAttribute : FactAttribute
{
    public DocumentationFactAttribute()
    {
        string?[] missing =
        [
            NginxSite.Program is null ? "nginx" : null,
            DocumentationSite.Folder is null ? "python3-doc" : null,
            Python is null ? "python3" : null,
        ];
        if (missing.Any(package => package is not null) && Environment.GetEnvironmentVariable("CRAWLING_REQUIRE_ALL") is null)
        {
            Skip = $"Needs the Debian packages {string.Join(", ", missing.OfType<string>())}.";
        }
    }

    internal static string? Python { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, "python3")).FirstOrDefault(File.Exists);
}
