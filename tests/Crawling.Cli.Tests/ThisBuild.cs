using System.Reflection;

namespace Crawling.Cli.Tests;

/// <summary>What these tests were built from and with.</summary>
internal static class ThisBuild
{
    public static string RepositoryRoot { get; } = Of("RepositoryRoot");

    public static string Configuration { get; } = Of("Configuration");

    /// <summary>Where NuGet has unpacked what was restored.</summary>
    public static string PackageFolder { get; } = Of("PackageFolder");

    private static string Of(string key) =>
        typeof(ThisBuild).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!;
}
