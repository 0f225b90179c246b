using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crawling.Items;

/// <summary>Refuses a type that has properties but is no data, which the serializer would write down without a word.</summary>
/// <param name="advice">What to do instead.</param>
internal sealed class RefusedConverter<T>(string advice) : JsonConverter<T>
{
    public override bool CanConvert(Type typeToConvert) => typeof(T).IsAssignableFrom(typeToConvert);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Items are written, never read.");

    // Not a NotSupportedException: the serializer rewrites the message of those.
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        throw new InvalidOperationException($"it is a {typeof(T).Name}; {advice}");
}
