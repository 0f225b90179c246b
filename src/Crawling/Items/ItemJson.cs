using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Crawling.Items;

/// <summary>How items become JSON.</summary>
internal static class ItemJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = new JsonTextEncoder(),
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { OrderAsDeclared } },
        Converters =
        {
            new JsonStringEnumConverter(),
            new UrlConverter(),
            new DynamicItemConverter(),
            new NestedItemConverter(),
            new RefusedConverter<SelectorList>("its text is wanted: call Get() or GetAll()"),
            new RefusedConverter<Selector>("its text is wanted: call Get()"),
            new RefusedConverter<Request>("take what is wanted of it, such as its Url"),
            new RefusedConverter<Response>("take what is wanted of it, such as its Url or Text"),
            new RefusedConverter<Stream>("read it first"),
            new RefusedConverter<Task>("await it first"),
        },
    };

    /// <summary>What the feeds call a property.</summary>
    public static string NameOf(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    // The serializer puts the fields of the base type last, and reflection promises no order at all.
    private static void OrderAsDeclared(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        JsonPropertyInfo[] declared = [.. type.Properties.OrderBy(PlaceOf)];
        type.Properties.Clear();
        foreach (var property in declared)
        {
            type.Properties.Add(property);
        }
    }

    private static (int Depth, int Token) PlaceOf(JsonPropertyInfo property)
    {
        var member = property.AttributeProvider as MemberInfo;
        if (member is PropertyInfo { GetMethod: { } getter })
        {
            member = getter.GetBaseDefinition();
        }

        var depth = 0;
        for (var type = member?.DeclaringType?.BaseType; type is not null; type = type.BaseType)
        {
            depth++;
        }

        return (depth, member?.MetadataToken ?? 0);
    }
}
