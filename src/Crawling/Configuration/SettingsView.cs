using System.Collections;

namespace Crawling.Configuration;

/// <summary>A setting as <c>crawler settings</c> lists it.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Value">Its value as text, secrets masked.</param>
/// <param name="Source">The layer that the value comes from.</param>
internal sealed record SettingEntry(string Path, string Value, string Source);

/// <summary>The effective values of options, in order of declaration.</summary>
internal static class SettingsView
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<SettingEntry> Of(CrawlerOptions options)
    {
        var defaults = Values(new CrawlerOptions()).ToDictionary(value => value.Path, value => value.Text);
        return [.. Values(options).Select(value => new SettingEntry(
            value.Path,
            value.IsText ? Secrets.Mask(value.Path, value.Text) : value.Text,
            options.Sources.Of(value.Path) ?? WithoutLayer(value.Path, value.Text)))];

        string WithoutLayer(string path, string text) =>
            defaults.GetValueOrDefault(path) == text ? SettingsSources.Default : SettingsSources.Code;
    }

    /// <summary>The setting of a path, or all beneath it.</summary>
    /// <exception cref="SettingsException">There is none.</exception>
    public static IReadOnlyList<SettingEntry> Get(CrawlerOptions options, string path)
    {
        SettingEntry[] entries = [.. Of(options).Where(entry => entry.Path.Equals(path, StringComparison.OrdinalIgnoreCase)
            || entry.Path.StartsWith(path + ":", StringComparison.OrdinalIgnoreCase))];
        if (entries.Length > 0)
        {
            return entries;
        }

        var right = SettingsModel.Nearest(path) is { } nearest ? $"did you mean '{nearest}'?" : "without a path, all are listed.";
        throw new SettingsException($"Unknown setting '{path}'; {right}");
    }

    /// <summary>All values as text. An empty list or map has an entry of its own.</summary>
    public static IEnumerable<(string Path, string Text, bool IsText)> Values(CrawlerOptions options) => Group(options, "");

    private static IEnumerable<(string Path, string Text, bool IsText)> Group(object group, string path) =>
        SettingsModel.Of(group.GetType())
        .SelectMany(setting => Setting(setting, setting.Get(group), SettingsModel.Join(path, setting.Name)));

    private static IEnumerable<(string Path, string Text, bool IsText)> Setting(Setting setting, object? value, string path) => value switch
    {
        IDictionary { Count: 0 } => [(path, "{}", false)],
        IList { Count: 0 } => [(path, "[]", false)],
        IDictionary map when setting.Form is null => map.Keys.Cast<string>().SelectMany(name => Group(map[name]!, $"{path}:{name}")),
        IDictionary map => map.Keys.Cast<string>().Select(name => One($"{path}:{name}", map[name])),
        IList list when setting.Form is null => list.Cast<object>().SelectMany((element, index) => Group(element, $"{path}:{index}")),
        IList list => [One(path, string.Join(',', list.Cast<object>().Select(TextForm.Write)))],
        not null when setting.Kind == SettingKind.Group => Group(value, path),
        _ => [One(path, value)],
    };

    private static (string Path, string Text, bool IsText) One(string path, object? value) =>
        (path, TextForm.Write(value), value is string or Url);
}
