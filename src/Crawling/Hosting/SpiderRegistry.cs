using Crawling.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Crawling;

/// <summary>The spiders of a host by their names.</summary>
internal sealed class SpiderRegistry
{
    private readonly SortedDictionary<string, Type> _spiders = new(StringComparer.Ordinal);

    /// <summary>The one that is registered with these services; if none is, it will be.</summary>
    public static SpiderRegistry In(IServiceCollection services)
    {
        if (services.FirstOrDefault(service => service.ServiceType == typeof(SpiderRegistry))?.ImplementationInstance is not SpiderRegistry registry)
        {
            registry = new SpiderRegistry();
            services.AddSingleton(registry);
        }

        return registry;
    }

    /// <exception cref="SettingsException">Another spider has the name.</exception>
    public void Add(Type spider)
    {
        var name = SpiderName.Of(spider);
        if (!_spiders.TryAdd(name, spider) && _spiders[name] != spider)
        {
            throw new SettingsException(
                $"{_spiders[name].FullName} and {spider.FullName} are both named '{name}'; [Spider(\"name\")] gives one of them another name.");
        }
    }

    /// <exception cref="SettingsException">There is none of that name.</exception>
    public Type Find(string name) => _spiders.TryGetValue(name, out var spider) ? spider : throw Unknown(name);

    private SettingsException Unknown(string name)
    {
        var right = NearestName.Of(name, _spiders.Keys) is { } nearest ? $"did you mean '{nearest}'?"
            : _spiders.Count > 0 ? $"registered are {string.Join(", ", _spiders.Keys)}."
            : "none is registered; AddSpider<TSpider>() registers one.";
        return new($"There is no spider '{name}' in this host; {right}");
    }
}
