using System.Diagnostics;
using Crawling.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Crawling.Serving;

/// <summary>What the service must know of the project whose spiders it runs.</summary>
internal sealed class ServedProject
{
    /// <summary>What scrapyd's clients call it.</summary>
    public required string Name { get; init; }

    public required IReadOnlyDictionary<string, Type> Spiders { get; init; }

    /// <summary>The settings of the project with these over all others.</summary>
    public required Func<IEnumerable<KeyValuePair<string, string>>, SettingsLayers> Layers { get; init; }

    /// <summary>What a crawl is made from, its log going to a file; null: nothing is logged.</summary>
    public required Func<string?, ServiceProvider> Services { get; init; }

    /// <summary>The log of the service itself.</summary>
    public required Action<ILoggingBuilder> Logging { get; init; }

    /// <summary>How to start the process of a crawl: one that is <see cref="RunProcess"/>.</summary>
    public required Func<ProcessStartInfo> Child { get; init; }

    /// <exception cref="SettingsException">There is no such spider, or an argument or a setting cannot be used.</exception>
    public async Task CheckAsync(string spider, IReadOnlyDictionary<string, string> arguments, IReadOnlyDictionary<string, string> settings)
    {
        await using var services = Services(null);
        await using var process = new CrawlerProcess(Options(settings), services);
        process.CreateCrawler(Find(spider), arguments);
    }

    /// <exception cref="SettingsException">There is no such spider.</exception>
    public Type Find(string spider)
    {
        if (Spiders.TryGetValue(spider, out var type))
        {
            return type;
        }

        var right = NearestName.Of(spider, Spiders.Keys) is { } nearest ? $"did you mean '{nearest}'?" : $"known: {string.Join(", ", Spiders.Keys)}";
        throw new SettingsException($"there is no spider '{spider}'; {right}");
    }

    public CrawlerOptions Options(IEnumerable<KeyValuePair<string, string>> settings)
    {
        var options = new CrawlerOptions();

        // Whoever starts a crawl may tell it where to: it must not reach for them what only this machine can reach.
        options.Download.BlockPrivateAddresses = true;
        Layers(settings).Bind(options);
        return options;
    }
}
