using System.Reflection;

namespace Crawling.Cli;

/// <summary>From a project's files to its spiders: compiled into the program around us, or from the cache if nothing has changed, else by the compiler.</summary>
internal sealed class SpiderLoader(SpiderProject project, AssemblyCache cache)
{
    public SpiderLoader(SpiderProject project)
        : this(project, new AssemblyCache(AssemblyCache.DefaultFolder, TimeProvider.System))
    {
    }

    /// <exception cref="CompilationException">A spider does not compile, or two have the same name.</exception>
    /// <exception cref="SettingsException">The program around us has two spiders of the same name.</exception>
    public SpiderCatalog Load()
    {
        if (OwnProgram.Assembly is { } program && project.File == OwnProgram.File)
        {
            return SpiderCatalog.Of(program);
        }

        SpiderSource[] sources = [.. project.Sources().Select(SpiderSource.Read)];
        if (sources.Length == 0)
        {
            return new([]);
        }

        var references = project.References();
        var key = CacheKey.Of(sources, references);
        var context = new SpiderLoadContext(references);
        return SpiderCatalog.Of(LoadCached(context, key) ?? Compile(context, key, sources, references));
    }

    private Assembly? LoadCached(SpiderLoadContext context, string key)
    {
        try
        {
            return cache.Find(key) is { } path ? context.LoadFromAssemblyPath(path) : null;
        }
        catch (Exception error) when (error is BadImageFormatException or IOException)
        {
            cache.Remove(key);
            return null;
        }
    }

    private Assembly Compile(SpiderLoadContext context, string key, SpiderSource[] sources, IReadOnlyList<string> references)
    {
        var compiled = new SpiderCompiler(project).Compile(sources, references);
        foreach (var warning in compiled.Warnings)
        {
            Console.Error.WriteLine(warning);
        }

        return cache.Store(key, compiled) is { } path
            ? context.LoadFromAssemblyPath(path)
            : context.LoadFromStream(new MemoryStream(compiled.Assembly), new MemoryStream(compiled.Symbols));
    }
}
