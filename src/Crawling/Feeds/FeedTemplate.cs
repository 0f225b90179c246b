using System.Globalization;
using System.Text.RegularExpressions;

namespace Crawling.Feeds;

/// <summary>The path of a feed with its placeholders: <c>{name}</c>, <c>{time}</c>, <c>{batch}</c>, <c>{batch:0000}</c> and the spider's arguments.</summary>
internal sealed partial class FeedTemplate
{
    private readonly string _path;
    private readonly FeedNames _names;

    /// <exception cref="SettingsException">A placeholder is not known, or a batch has none.</exception>
    public FeedTemplate(FeedOptions options, FeedNames names)
    {
        _path = options.Path;
        _names = names;
        var placeholders = Placeholder().Matches(_path);
        foreach (Match placeholder in placeholders)
        {
            _ = ValueOf(placeholder, batch: 1);
        }

        var hasBatch = placeholders.Any(placeholder => placeholder.Groups["name"].Value == "batch");
        if (options.BatchItems is not null && !hasBatch)
        {
            throw new SettingsException($"The feed '{_path}' is written in batches, so that its path needs {{batch}}, as in items-{{batch}}.jsonl.");
        }

        if (options.BatchItems is null && hasBatch)
        {
            throw new SettingsException($"The feed '{_path}' has {{batch}} in its path: say how many items a batch has, as batchItems.");
        }
    }

    /// <summary>The path of a batch.</summary>
    public string PathOf(int batch) => Placeholder().Replace(_path, placeholder => ValueOf(placeholder, batch));

    private string ValueOf(Match placeholder, int batch)
    {
        var name = placeholder.Groups["name"].Value;
        var value = name switch
        {
            "name" => _names.Spider,
            "time" => _names.Begun.UtcDateTime.ToString("yyyy-MM-dd'T'HH-mm-ss", CultureInfo.InvariantCulture),
            "batch" => batch.ToString(placeholder.Groups["zeros"].Value, CultureInfo.InvariantCulture),
            _ => _names.Arguments.GetValueOrDefault(name) ?? throw Unknown(name),
        };
        return AsFileName(value);
    }

    private SettingsException Unknown(string name)
    {
        string[] known = ["name", "time", "batch", .. _names.Arguments.Keys.Order(StringComparer.Ordinal)];
        return new($"The feed '{_path}' has the unknown placeholder {{{name}}}; there are {string.Join(", ", known.Select(word => $"{{{word}}}"))}.");
    }

    /// <summary>An argument does not choose the folder.</summary>
    private static string AsFileName(string value)
    {
        var text = string.Concat(value.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or ' ' ? c : '-'));
        return text.Trim('.', ' ') is { Length: > 0 } name ? name : "-";
    }

    [GeneratedRegex(@"\{(?<name>[a-z][a-z0-9-]*)(:(?<zeros>0{1,9}))?\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Placeholder();
}
