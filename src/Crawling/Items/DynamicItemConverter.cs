using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crawling.Items;

internal sealed class DynamicItemConverter : JsonConverter<DynamicItem>
{
    public override DynamicItem Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Items are written, never read.");

    public override void Write(Utf8JsonWriter writer, DynamicItem value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Fields, options);
}
