using System.Reflection;

namespace Crawling.Cli;

/// <summary>The spiders of a project, by name.</summary>
internal sealed class SpiderCatalog(SortedDictionary<string, Type> spiders)
{
    public IReadOnlyDictionary<string, Type> Spiders => spiders;

    /// <exception cref="SettingsException">An assembly is missing that a referenced one needs, or two spiders have the same name.</exception>
    public static SpiderCatalog Of(Assembly assembly)
    {
        var spiders = new SortedDictionary<string, Type>(StringComparer.Ordinal);
        foreach (var type in TypesOf(assembly).Where(type => type.IsSubclassOf(typeof(Spider)) && !type.IsAbstract && !type.ContainsGenericParameters))
        {
            var name = SpiderName.Of(type);
            if (!spiders.TryAdd(name, type))
            {
                throw new SettingsException($"the spiders {spiders[name]} and {type} are both named '{name}'");
            }
        }

        return new(spiders);
    }

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

    /// <summary>The spider of a file.</summary>
    /// <exception cref="SettingsException">There is none, or more than one.</exception>
    public Type Only(string file) => spiders.Count == 1 ? spiders.Values.Single() : throw new SettingsException(spiders.Count == 0
        ? $"there is no spider in {file}: a class like 'public sealed class Quotes : Spider'"
        : $"there are several spiders in {file}: {string.Join(", ", spiders.Keys)}; in a project, one is run by its name: crawler crawl NAME");

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
