using Microsoft.Extensions.Configuration;

namespace Crawling.Configuration;

/// <summary>Settings that come from one source.</summary>
/// <param name="Source">What errors and listings call it: a file, <c>environment</c>, <c>command line</c>, <c>configuration</c>.</param>
/// <param name="Values">The settings, paths as in <see cref="SettingsModel"/>.</param>
/// <param name="Spell">A path as this source writes it.</param>
internal sealed record SettingsLayer(string Source, IConfiguration Values, Func<string, string> Spell)
{
    private const string EnvironmentPrefix = "CRAWLER__";

    /// <summary>Where exactly in the source, for listings.</summary>
    public string Origin { get; init; } = Source;

    /// <summary>A section of a file or of a host's configuration.</summary>
    public static SettingsLayer Section(string source, IConfiguration section) => new(
        source, section, path => section is IConfigurationSection { Path: var prefix } ? SettingsModel.Join(prefix, path) : path);

    /// <summary>Those environment variables whose names begin with <c>CRAWLER__</c>, in any case.</summary>
    public static SettingsLayer Environment(IEnumerable<KeyValuePair<string, string>> variables) => new(
        "environment",
        InMemory(variables
            .Where(variable => variable.Key.StartsWith(EnvironmentPrefix, StringComparison.OrdinalIgnoreCase))
            .Select(variable => KeyValuePair.Create(PathOf(variable.Key), variable.Value))),
        path => EnvironmentPrefix + path.Replace(":", "__", StringComparison.Ordinal).ToUpperInvariant());

    /// <summary>The environment of this process.</summary>
    public static SettingsLayer ProcessEnvironment() => Environment(System.Environment.GetEnvironmentVariables()
        .Cast<System.Collections.DictionaryEntry>()
        .Select(variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value ?? "")));

    /// <summary>What <c>--set path=value</c> said; of two for one path the last holds.</summary>
    public static SettingsLayer CommandLine(IEnumerable<KeyValuePair<string, string>> settings) =>
        new("command line", InMemory(settings), path => path);

    /// <summary>What has a value beneath a section, and what is empty, by its path from there; the section itself if nothing
    /// is beneath.</summary>
    public static IEnumerable<(string Path, string? Value)> Leaves(IConfigurationSection section, string path = "")
    {
        IConfigurationSection[] children = [.. section.GetChildren()];
        if (children.Length == 0 || section.Value is not null)
        {
            yield return (path, section.Value);
        }

        foreach (var leaf in children.SelectMany(child => Leaves(child, SettingsModel.Join(path, child.Key))))
        {
            yield return leaf;
        }
    }

    /// <summary>For a value that its setting cannot have.</summary>
    public SettingsException Bad(string path, string? text, string right) =>
        new($"{Source}: '{Spell(path)}' is {(text is null ? "null" : $"'{Secrets.Mask(path, text)}'")} but {right}.");

    /// <summary>For a section that stands for no setting.</summary>
    public SettingsException Unknown(string path, IConfigurationSection section)
    {
        var (below, _) = Leaves(section).First();
        var whole = below.Length == 0 ? path : SettingsModel.Join(path, below);
        var right = SettingsModel.Nearest(whole) is { } nearest
            ? $"did you mean '{Spell(nearest)}'?"
            : $"known here are {SettingsModel.Names(SettingsModel.Innermost(whole).Group)}.";
        return new($"{Source}: unknown setting '{Spell(whole)}'; {right}");
    }

    private static string PathOf(string variable) => variable[EnvironmentPrefix.Length..].Replace("__", ":", StringComparison.Ordinal);

    private static IConfigurationRoot InMemory(IEnumerable<KeyValuePair<string, string>> values)
    {
        var lastOfEach = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (path, value) in values)
        {
            lastOfEach[path] = value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(lastOfEach).Build();
    }
}
