using System.Text.Json;
using Crawling.Configuration;
using Crawling.Items;

namespace Crawling.Feeds;

/// <summary>Which items a feed takes, and which of their fields under which names.</summary>
internal sealed class FeedSelection
{
    private readonly string _path;
    private readonly List<string> _types;
    private readonly OrderedDictionary<string, string> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<ItemShape, ItemShape?> _shapes = [];

    /// <exception cref="SettingsException">A field is chosen twice, or written under a name that another has.</exception>
    public FeedSelection(FeedOptions options)
    {
        _path = options.Path;
        _types = options.ItemTypes;
        foreach (var text in options.Fields)
        {
            var colon = text.LastIndexOf(':');
            var (field, name) = colon < 0 ? (text, text) : (text[..colon], text[(colon + 1)..]);
            if (field.Length == 0 || name.Length == 0)
            {
                throw new SettingsException($"The feed '{_path}' has the field '{text}': write it as price, or as price:cost to give it another name.");
            }

            if (_fields.ContainsValue(name) || !_fields.TryAdd(field, name))
            {
                throw new SettingsException($"The feed '{_path}' has the field '{text}', but {name} is there already: choose each once.");
            }
        }
    }

    /// <summary>The item as the feed takes it; null if it does not.</summary>
    /// <exception cref="FeedException">It lacks a field that the feed is to have.</exception>
    public HeldItem? Select(HeldItem item)
    {
        if (!_shapes.TryGetValue(item.Shape, out var shape))
        {
            _shapes[item.Shape] = shape = ShapeOf(item.Shape);
        }

        return shape is null ? null
            : _fields.Count == 0 ? item
            : new HeldItem(shape, Project(item.Json));
    }

    private ItemShape? ShapeOf(ItemShape item)
    {
        if (_types.Count > 0 && !_types.Any(type => IsNamed(item.Name, type)))
        {
            return null;
        }

        if (item.Fields is { } known && _fields.Keys.FirstOrDefault(field => !known.Contains(field)) is { } missing)
        {
            var meant = NearestName.Of(missing, known) is { } nearest ? $"did you mean {nearest}? " : "";
            throw new FeedException(
                $"{_path} is to have the field {missing}, but {item.Name} has {string.Join(", ", known)}: {meant}A feed for items of one type names it, as itemTypes.");
        }

        return _fields.Count == 0 ? item : new(item.Name, [.. _fields.Values]);
    }

    /// <summary>A type that is declared in another may be named with it or alone.</summary>
    private static bool IsNamed(string type, string name) =>
        type.Equals(name, StringComparison.OrdinalIgnoreCase) || type.EndsWith("." + name, StringComparison.OrdinalIgnoreCase);

    private byte[] Project(ReadOnlyMemory<byte> json)
    {
        using var item = JsonDocument.Parse(json);
        using MemoryStream output = new();
        using (Utf8JsonWriter writer = new(output, new JsonWriterOptions { Encoder = ItemJson.Options.Encoder }))
        {
            writer.WriteStartObject();
            foreach (var (field, name) in _fields)
            {
                writer.WritePropertyName(name);
                if (item.RootElement.TryGetProperty(field, out var value))
                {
                    writer.WriteRawValue(value.GetRawText(), skipInputValidation: true);
                }
                else
                {
                    writer.WriteNullValue();
                }
            }

            writer.WriteEndObject();
        }

        return output.ToArray();
    }
}
