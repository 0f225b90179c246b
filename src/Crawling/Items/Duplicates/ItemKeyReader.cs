using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Crawling.Items;

/// <summary>The key of an item.</summary>
/// <param name="Text">What its fields hold, for people.</param>
/// <param name="Fingerprint">The first 16 bytes of the SHA-256 of the item's type and key.</param>
internal sealed record ItemKey(string Text, UInt128 Fingerprint);

/// <summary>Finds out which fields make up the key of an item, and reads them.</summary>
/// <param name="chosen">The fields that do for any type; empty if those with <c>[Key]</c> do.</param>
/// <param name="logger">Says once of a type that it lacks them.</param>
internal sealed class ItemKeyReader(IReadOnlyList<string> chosen, ILogger logger)
{
    private const int LongestText = 200;

    private readonly ConcurrentDictionary<Type, KeyField[]> _fields = new();

    /// <summary>Null if the item has no key, or all of it is null.</summary>
    /// <exception cref="UnwritableItemException">A field of the key cannot be written down.</exception>
    public ItemKey? Read(object item)
    {
        var fields = _fields.GetOrAdd(item.GetType(), FieldsOf, item);
        object?[] values = [.. fields.Select(field => field.Get(item))];
        if (values.All(value => value is null))
        {
            return null;
        }

        var type = ItemType.Of(item).Name;
        string[] texts = [.. values.Select((value, i) => Write(type, fields[i].Name, value))];
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{item.GetType().FullName}\n{string.Join(',', texts)}"));
        var text = string.Join(", ", fields.Zip(texts, (field, value) => $"{field.Name} {value}"));
        return new(
            text.Length > LongestText ? text[..LongestText] + "…" : text,
            BinaryPrimitives.ReadUInt128BigEndian(hash));
    }

    private KeyField[] FieldsOf(Type type, object item)
    {
        if (chosen.Count > 0)
        {
            var missing = ItemType.Of(item).Fields is { } known ? chosen.Except(known, StringComparer.Ordinal).FirstOrDefault() : null;
            if (missing is null)
            {
                return [.. chosen.Select(field => new KeyField(field, item => ItemFields.Get(item, field)))];
            }

            ItemLog.NoKey(logger, ItemType.Of(item).Name, missing);
        }

        return
        [
            .. type.GetProperties()
                .Where(property => property.IsDefined(typeof(KeyAttribute), inherit: true))
                .Select(property => new KeyField(ItemJson.NameOf(property), property.GetValue)),
        ];
    }

    private static string Write(string type, string field, object? value)
    {
        try
        {
            return JsonSerializer.Serialize(value, ItemJson.Options);
        }
        catch (Exception error) when (error is NotSupportedException or InvalidOperationException or JsonException)
        {
            throw new UnwritableItemException($"The field {field} of {type} cannot be a key: {error.Message}", error);
        }
    }

    private sealed record KeyField(string Name, Func<object, object?> Get);
}
