using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crawling.Items;

internal sealed class UrlConverter : JsonConverter<Url>
{
    public override Url Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Url.Parse(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, Url value, JsonSerializerOptions options) => writer.WriteStringValue(value.Href);
}
