using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace Crawling.Configuration;

/// <summary>What a process knows of settings. Low to high: the options' initialiser, the project, the spider's <c>Configure</c>, the
/// spider's overlay, the overrides (environment, then command line).</summary>
internal sealed class SettingsLayers
{
    private const string Host = "configuration";

    private readonly IReadOnlyList<SettingsLayer> _project;
    private readonly IReadOnlyList<(string Spider, SettingsLayer Layer)> _overlays;
    private readonly IReadOnlyList<SettingsLayer> _overrides;

    private SettingsLayers(
        IReadOnlyList<SettingsLayer> project,
        IReadOnlyList<(string Spider, SettingsLayer Layer)> overlays,
        IReadOnlyList<SettingsLayer> overrides)
    {
        _project = project;
        _overlays = overlays;
        _overrides = overrides;
    }

    /// <summary>The project's folder; null without a project.</summary>
    public string? Folder { get; private init; }

    /// <summary>Of a program that sets its options in code only.</summary>
    public static SettingsLayers None { get; } = new([], [], []);

    /// <summary>Of a command, or of a program that loads its options.</summary>
    public static SettingsLayers FromFile(SettingsFile? file, params IReadOnlyList<SettingsLayer> overrides) => file is null
        ? new([], [], overrides)
        : new([SettingsLayer.Section(file.Name, file.Root.GetSection("crawler"))], Overlays(file.Name, file.Root), overrides) { Folder = file.Folder };

    /// <summary>Of a host: its configuration over the file. What of it comes from the environment and the command line overrides.</summary>
    public static SettingsLayers FromHost(IConfigurationRoot configuration, SettingsFile? file)
    {
        var below = FromFile(file);
        var overrides = new ConfigurationRoot([.. configuration.Providers.Where(provider =>
            provider is EnvironmentVariablesConfigurationProvider or CommandLineConfigurationProvider)]);
        return new(
            [.. below._project, SettingsLayer.Section(Host, configuration.GetSection("crawler"))],
            [.. below._overlays, .. Overlays(Host, configuration)],
            [SettingsLayer.Section(Host, overrides.GetSection("crawler"))])
        {
            Folder = file?.Folder,
        };
    }

    /// <summary>Of any section of a host's configuration.</summary>
    public static SettingsLayers FromSection(IConfiguration section, params IReadOnlyList<SettingsLayer> overrides) =>
        new([SettingsLayer.Section(Host, section)], [], overrides);

    /// <summary>The options of the project, the overrides over them; with the overlay of a spider if one is given.</summary>
    /// <exception cref="SettingsException">An unknown key or a bad value in any layer, the overlays of all spiders included.</exception>
    public CrawlerOptions Load(string? spider = null)
    {
        var options = new CrawlerOptions();
        Bind(options, spider);
        return options;
    }

    /// <summary>The same over options that are there.</summary>
    public void Bind(CrawlerOptions options, string? spider = null)
    {
        foreach (var (_, overlay) in _overlays)
        {
            SettingsBinder.Apply(new CrawlerOptions(), overlay);
        }

        options.Layers = this;
        Apply(options, _project);
        Apply(options, OverlaysOf(spider));
        Apply(options, _overrides);
    }

    /// <summary>A crawl's own options: those of the program, changed by the spider, then by what stands over the spider.</summary>
    /// <exception cref="SettingsException">A bad value in a layer, or one that breaks a rule in the end.</exception>
    public CrawlerOptions ForSpider(CrawlerOptions options, string spider, Action<CrawlerOptions> configure)
    {
        var own = OptionsCopy.Of(options);
        var before = SettingsView.Values(own).ToDictionary(value => value.Path, value => value.Text);
        configure(own);
        foreach (var changed in SettingsView.Values(own).Where(value => before.GetValueOrDefault(value.Path) != value.Text))
        {
            own.Sources.Set(changed.Path, SettingsSources.Configure);
        }

        Apply(own, OverlaysOf(spider));
        Apply(own, _overrides);
        SettingsRules.Check(own);
        return own;
    }

    /// <summary>Refuses an overlay for a spider that does not exist.</summary>
    /// <exception cref="SettingsException">There is one.</exception>
    public void CheckSpiders(IReadOnlyCollection<string> known)
    {
        foreach (var (spider, layer) in _overlays.Where(overlay => !known.Contains(overlay.Spider, StringComparer.OrdinalIgnoreCase)))
        {
            var right = NearestName.Of(spider, known) is { } nearest
                ? $"did you mean 'spiders:{nearest}'?"
                : $"the spiders are {string.Join(", ", known)}.";
            throw new SettingsException($"{layer.Source}: 'spiders:{spider}' is for an unknown spider; {right}");
        }
    }

    private static (string Spider, SettingsLayer Layer)[] Overlays(string source, IConfiguration root) =>
        [.. root.GetSection("spiders").GetChildren().Select(spider =>
            (spider.Key, SettingsLayer.Section(source, spider) with { Origin = $"{source} {spider.Path}" }))];

    private static void Apply(CrawlerOptions options, IEnumerable<SettingsLayer> layers)
    {
        foreach (var layer in layers)
        {
            SettingsBinder.Apply(options, layer);
        }
    }

    private IEnumerable<SettingsLayer> OverlaysOf(string? spider) => _overlays
        .Where(overlay => overlay.Spider.Equals(spider, StringComparison.OrdinalIgnoreCase))
        .Select(overlay => overlay.Layer);
}
