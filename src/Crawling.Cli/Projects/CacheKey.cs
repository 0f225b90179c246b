using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Crawling.Cli;

/// <summary>Names a compiled assembly by everything that went into it: sources and their paths, library, generator, compiler and how it is used,
/// references.</summary>
internal static class CacheKey
{
    public static string Of(IReadOnlyList<SpiderSource> sources, IReadOnlyList<string> references)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, $"{Environment.Version} {VersionId(typeof(Spider))} {VersionId(typeof(CacheKey))} {CompilerVersion()} {Debugger.IsAttached}");
        Append(hash, File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Crawling.Generators.dll")));
        foreach (var source in sources)
        {
            Append(hash, source.Path);
            Append(hash, source.Content);
        }

        foreach (var reference in references)
        {
            Append(hash, reference);
            Append(hash, File.ReadAllBytes(reference));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static Guid VersionId(Type type) => type.Module.ModuleVersionId;

    // From our own references: asking the compiler itself would load it.
    private static Version? CompilerVersion() => typeof(CacheKey).Assembly.GetReferencedAssemblies()
        .FirstOrDefault(reference => reference.Name == "Microsoft.CodeAnalysis.CSharp")?.Version;

    private static void Append(IncrementalHash hash, string text) => Append(hash, Encoding.UTF8.GetBytes(text));

    private static void Append(IncrementalHash hash, byte[] bytes)
    {
        hash.AppendData(BitConverter.GetBytes(bytes.LongLength));
        hash.AppendData(bytes);
    }
}
