using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Crawling.Configuration;

namespace Crawling.Serving;

/// <summary>How the service writes JSON, to its clients, its database and its crawls.</summary>
internal static class ServeJson
{
    public static JsonSerializerOptions Options { get; } = Apply(new(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Apply(JsonSerializerOptions options)
    {
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new DurationConverter());
        return options;
    }

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("null");

    private sealed class DurationConverter : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Duration.Parse(reader.GetString()!) is { } duration
                ? duration
                : throw new JsonException("A duration is written as in \"00:00:01\", \"30s\" or \"5m\".");

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(TextForm.Write(value));
    }
}
