using System.Reflection;

namespace Crawling.Cli;

/// <summary>The spiders of a project, by name.</summary>
internal sealed class SpiderCatalog(SortedDictionary<string, Type> spiders)
{
    public IReadOnlyDictionary<string, Type> Spiders => spiders;

    /// <exception cref="SettingsException">An assembly is missing that a referenced one needs.</exception>
    public static SpiderCatalog Of(Assembly assembly) => new(new(
        TypesOf(assembly)
            .Where(type => type.IsSubclassOf(typeof(Spider)) && !type.IsAbstract && !type.ContainsGenericParameters)
            .ToDictionary(SpiderName.Of),
        StringComparer.Ordinal));

    /// <exception cref="SettingsException">There is no spider of that name; the message has the nearest.</exception>
    public Type Find(string name)
    {
        if (spiders.TryGetValue(name, out var type))
        {
            return type;
        }

        throw new SettingsException(spiders.Count == 0
            ? $"there is no spider '{name}': the project has no spiders/*.cs"
            : $"there is no spider '{name}'; {Suggestion.For(name, spiders.Keys)}");
    }

    private static Type[] TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException error)
        {
            throw new SettingsException($"the spiders cannot be loaded: {error.LoaderExceptions[0]?.Message} Add it to 'references' in crawler.json", error);
        }
    }
}
