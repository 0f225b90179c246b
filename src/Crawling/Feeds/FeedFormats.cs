using System.Collections.Frozen;
using Crawling.Configuration;

namespace Crawling.Feeds;

/// <summary>A format that feeds can have.</summary>
/// <param name="Name">What it is called in the settings.</param>
/// <param name="CanAppend">Whether items can be added to a finished file.</param>
/// <param name="Create">Makes one for a feed, given its options and the stream to write to.</param>
internal sealed record FeedFormat(string Name, bool CanAppend, Func<FeedOptions, Stream, IFeedFormat> Create);

/// <summary>The formats, by name and by file extension.</summary>
internal static class FeedFormats
{
    private static readonly FeedFormat JsonLines = new("jsonl", CanAppend: true, (_, output) => new JsonLinesFormat(output));
    private static readonly FeedFormat Json = new("json", CanAppend: false, (_, output) => new JsonFormat(output));
    private static readonly FeedFormat Csv = new("csv", CanAppend: true, (options, output) => new CsvFormat(options, output));
    private static readonly FeedFormat Xml = new("xml", CanAppend: false, (_, output) => new XmlFormat(output));

    private static readonly FrozenDictionary<string, FeedFormat> ByName = new Dictionary<string, FeedFormat>
    {
        ["jsonl"] = JsonLines,
        ["jl"] = JsonLines,
        ["jsonlines"] = JsonLines,
        ["json"] = Json,
        ["csv"] = Csv,
        ["xml"] = Xml,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="SettingsException">There is no such format.</exception>
    public static FeedFormat Of(FeedOptions options)
    {
        var extension = Path.GetExtension(FeedPath.IsCompressed(options.Path) ? options.Path[..^3] : options.Path).TrimStart('.');
        var name = options.Format ?? (options.Path == "-" ? JsonLines.Name : extension);
        if (ByName.TryGetValue(name, out var format))
        {
            return format;
        }

        const string Known = "the formats are jsonl, json, csv and xml";
        var nearest = NearestName.Of(name, ByName.Keys.Order(StringComparer.Ordinal)) is { } known ? $"did you mean {known}? " : "";
        throw new SettingsException(options.Format is null
            ? $"The extension of the feed '{options.Path}' is no format: {nearest}{Known}; one can be named, as in {options.Path}:jsonl."
            : $"The feed '{options.Path}' has the unknown format '{name}': {nearest}{Known}.");
    }
}
