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
            .Select(variable => KeyValuePair.Create(variable.Key[EnvironmentPrefix.Length..].Replace("__", ":", StringComparison.Ordinal), variable.Value))),
        path => EnvironmentPrefix + path.Replace(":", "__", StringComparison.Ordinal).ToUpperInvariant());

    /// <summary>The environment of this process.</summary>
    public static SettingsLayer ProcessEnvironment() => Environment(System.Environment.GetEnvironmentVariables()
        .Cast<System.Collections.DictionaryEntry>()
        .Select(variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value ?? "")));

    /// <summary>What <c>--set path=value</c> said; of two for one path the last holds.</summary>
    public static SettingsLayer CommandLine(IEnumerable<KeyValuePair<string, string>> settings) => new("command line", InMemory(settings), path => path);

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
