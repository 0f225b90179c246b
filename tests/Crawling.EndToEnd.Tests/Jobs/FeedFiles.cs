using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;
using CsvHelper;

namespace Crawling.EndToEnd.Tests.Jobs;

/// <summary>A feed in every format, for one crawl.</summary>
internal static class FeedFiles
{
    /// <summary>Written beside the file that they replace at the end.</summary>
    private static readonly string[] Replaced = ["items.jsonl", "items.json", "items.csv", "items.xml", "items.jsonl.gz"];

    /// <summary>Written where they stand.</summary>
    private static readonly string[] Appended = ["appended.jsonl", "appended.csv", "appended.csv.gz"];

    public static IEnumerable<string> All => Replaced.Concat(Appended);

    public static IEnumerable<string> Arguments => [.. Replaced.SelectMany(file => new[] { "-O", file }), .. Appended.SelectMany(file => new[] { "-o", file })];

    /// <summary>One field of every item of a feed, in the order of the file.</summary>
    public static IReadOnlyList<string> Read(string path, string field)
    {
        using Stream file = File.OpenRead(path);
        var isCompressed = path.EndsWith(".gz", StringComparison.Ordinal);
        using var content = isCompressed ? new GZipStream(file, CompressionMode.Decompress) : file;
        return Path.GetExtension(isCompressed ? path[..^3] : path) switch
        {
            ".jsonl" => ReadJson(JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(content, topLevelValues: true).ToBlockingEnumerable(), field),
            ".json" => ReadJson(JsonSerializer.Deserialize<JsonElement[]>(content)!, field),
            ".xml" => [.. XDocument.Load(content).Root!.Elements("item").Select(item => item.Element(field)!.Value)],
            _ => ReadCsv(content, field),
        };
    }

    private static List<string> ReadJson(IEnumerable<JsonElement> items, string field) => [.. items.Select(item => $"{item.GetProperty(field)}")];

    private static List<string> ReadCsv(Stream content, string field)
    {
        using var reader = CsvReader.Create(content, new CsvReaderOptions { Separator = ',' }, leaveOpen: true);
        reader.ReadHeader();
        var column = reader.Headers.ToList().IndexOf(field);
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(reader.GetString(column));
        }

        return values;
    }
}
