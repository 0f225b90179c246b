using System.Reflection;
using System.Runtime.Loader;

namespace Crawling.Cli;

/// <summary>Holds the compiled spiders and finds what their references bring along.</summary>
internal sealed class SpiderLoadContext(IReadOnlyList<string> references) : AssemblyLoadContext("spiders")
{
    private readonly AssemblyDependencyResolver[] _resolvers = [.. references.Select(reference => new AssemblyDependencyResolver(reference))];

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var path = references.FirstOrDefault(reference => Path.GetFileNameWithoutExtension(reference) == assemblyName.Name)
            ?? _resolvers.Select(resolver => resolver.ResolveAssemblyToPath(assemblyName)).FirstOrDefault(found => found is not null);

        // The crawler's own copy of a shared assembly wins: a type must not exist twice.
        return path is null || IsPlatformAssembly(assemblyName) ? null : LoadFromAssemblyPath(path);
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        var path = _resolvers.Select(resolver => resolver.ResolveUnmanagedDllToPath(unmanagedDllName)).FirstOrDefault(found => found is not null);
        return path is null ? 0 : LoadUnmanagedDllFromPath(path);
    }

    private static bool IsPlatformAssembly(AssemblyName name) => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Any(path => Path.GetFileNameWithoutExtension(path) == name.Name);
}
