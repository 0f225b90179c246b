using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Crawling.Benchmarks;

/// <summary>The command line, published as a user would.</summary>
internal static class PublishedCrawler
{
    public static string Repository { get; } = FindRepository();

    /// <summary>Publishes it.</summary>
    /// <returns>Its executable.</returns>
    public static async Task<string> InAsync(string folder)
    {
        var project = Path.Combine(Repository, "src", "Crawling.Cli", "Crawling.Cli.csproj");
        using var publish = Process.Start("dotnet", ["publish", project, "-c", "Release", "-o", folder, "-v", "quiet"]);
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? Path.Combine(folder, "crawler") : throw new InvalidOperationException("Publishing the crawler failed.");
    }

    private static string FindRepository([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", ".."));
}
