using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crawling.Items;

/// <summary>Writes a value declared as <see cref="Item"/>, which has no fields, as the item that it is.</summary>
internal sealed class NestedItemConverter : JsonConverter<Item>
{
    public override Item Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Items are written, never read.");

    public override void Write(Utf8JsonWriter writer, Item value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, value.GetType(), options);
}
