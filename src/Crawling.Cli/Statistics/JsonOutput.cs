using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crawling.Cli;

/// <summary>What a program reads from standard output.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },

        // It stands alone: nothing in it need be safe within HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes it as it goes: a job, say, may have set aside a hundred thousand requests.</summary>
    public static void Write<T>(T report)
    {
        using var output = Console.OpenStandardOutput();
        JsonSerializer.Serialize(output, report, Readable);
        output.WriteByte((byte)'\n');
    }
}
