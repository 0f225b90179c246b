using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Crawling.Items;

/// <summary>What is known of the items of one type: its name, its fields and how one becomes a JSON object.</summary>
internal sealed class ItemType
{
    private static readonly ConcurrentDictionary<Type, ItemType> Known = new();
    private readonly JsonTypeInfo _json;

    private ItemType(Type type)
    {
        Shape = new(NameOf(type), Fields: null);
        try
        {
            _json = ItemJson.Options.GetTypeInfo(type);
        }
        catch (Exception error) when (error is InvalidOperationException or NotSupportedException)
        {
            throw new UnwritableItemException($"{Name} cannot be written to a feed: {error.Message}", error);
        }

        if (_json.Kind == JsonTypeInfoKind.Object && !_json.Properties.Any(property => property.IsExtensionData))
        {
            Shape = Shape with { Fields = [.. _json.Properties.Where(property => property.Get is not null).Select(property => property.Name)] };
            if (Fields is [])
            {
                throw new UnwritableItemException($"{Name} has no fields: the fields of an item are its public properties.");
            }
        }
    }

    /// <summary>What is written of its items.</summary>
    public ItemShape Shape { get; }

    public string Name => Shape.Name;

    public IReadOnlyList<string>? Fields => Shape.Fields;

    public static ItemType Of(object item) => Known.GetOrAdd(item.GetType(), static type => new(type));

    /// <summary>The property that a field comes from; null if there is none.</summary>
    public PropertyInfo? Property(string field) =>
        _json.Properties.FirstOrDefault(property => property.Name == field)?.AttributeProvider as PropertyInfo;

    /// <summary>The item as a JSON object, UTF-8.</summary>
    public byte[] ToJson(object item)
    {
        byte[] json;
        try
        {
            json = JsonSerializer.SerializeToUtf8Bytes(item, _json);
        }
        catch (Exception error)
        {
            throw Unwritable(item, error);
        }

        return json[0] == '{'
            ? json
            : throw new UnwritableItemException($"{Name} is not an item: an item has named fields, such as a record, an anonymous type or a dictionary.");
    }

    private UnwritableItemException Unwritable(object item, Exception error)
    {
        foreach (var (name, value) in ValuesOf(item))
        {
            try
            {
                JsonSerializer.SerializeToUtf8Bytes(value(), ItemJson.Options);
            }
            catch (Exception fieldError)
            {
                return new($"The field {name} of {Name} cannot be written to a feed: {Reason(fieldError)}.", fieldError);
            }
        }

        return new($"{Name} cannot be written to a feed: {Reason(error)}.", error);
    }

    private IEnumerable<(string Name, Func<object?> Value)> ValuesOf(object item) => item switch
    {
        DynamicItem dynamic => dynamic.Fields.Select(field => (field.Key, new Func<object?>(() => field.Value))),
        IEnumerable<KeyValuePair<string, object?>> fields => fields.Select(field => (field.Key, new Func<object?>(() => field.Value))),
        _ => _json.Properties.Where(property => property.Get is not null)
            .Select(property => (property.Name, new Func<object?>(() => property.Get!(item)))),
    };

    private static string Reason(Exception error) => error is JsonException
        ? "it contains itself, or is nested too deep"
        : error.Message.TrimEnd('.');

    private static string NameOf(Type type)
    {
        if (type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false))
        {
            return "an anonymous type";
        }

        var name = type.Name.Split('`')[0];
        return type.DeclaringType is { } outer ? $"{NameOf(outer)}.{name}" : name;
    }
}
