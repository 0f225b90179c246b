using System.Text.Encodings.Web;
using System.Text.Json;

namespace Crawling.Cli;

/// <summary>The statistics of a crawl as one JSON object.</summary>
internal static class StatisticsFile
{
    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        NewLine = "\n",

        // The file stands alone: nothing in it need be safe within HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Replaces the file at once, so that no reader sees half of it.</summary>
    public static void Write(string path, CrawlResult result)
    {
        var full = Path.GetFullPath(path);
        var unfinished = $"{full}.{Guid.NewGuid():n}.tmp";
        try
        {
            using (var file = File.Create(unfinished))
            using (var json = new Utf8JsonWriter(file, Readable))
            {
                Write(json, result);
            }

            File.Move(unfinished, full, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private static void Write(Utf8JsonWriter json, CrawlResult result)
    {
        json.WriteStartObject();
        json.WriteString("spider", result.Spider);
        foreach (var (key, value) in result.Statistics)
        {
            json.WritePropertyName(key);
            switch (value)
            {
                case TimeSpan duration:
                    json.WriteNumberValue(Math.Round(duration.TotalSeconds, 6));
                    break;
                case long or int or double or bool:
                    JsonSerializer.Serialize(json, value);
                    break;
                default:
                    json.WriteStringValue(StatisticText.Of(value));
                    break;
            }
        }

        json.WriteEndObject();
    }
}
