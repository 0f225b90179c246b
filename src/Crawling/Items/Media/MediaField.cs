using System.Collections;
using System.Reflection;

namespace Crawling.Items;

/// <summary>The fields of an item that name its files and take what became of them.</summary>
internal static class MediaField
{
    /// <summary>The URLs that a field names, once each; null if the item has no such field or nothing in it.</summary>
    public static IReadOnlyList<string>? Urls(object item, string field) => ItemFields.Get(item, field) switch
    {
        null => null,
        string text => [text],
        Url url => [url.Href],
        IEnumerable list => [.. list.Cast<object?>().Select(url => url?.ToString()).OfType<string>().Distinct(StringComparer.Ordinal)],
        var other => throw new SettingsException(
            $"The field {field} of {ItemType.Of(item).Name} holds {other.GetType().Name}, which is no URL: give it a text, a Url or a list of them."),
    };

    /// <summary>Puts the files into a field, which may be <c>init</c> only.</summary>
    /// <exception cref="SettingsException">The item has no field for them.</exception>
    public static void Set(object item, string field, StoredFile[] files)
    {
        switch (item)
        {
            case DynamicItem dynamic:
                dynamic[field] = files;
                return;
            case IDictionary<string, object?> fields:
                fields[field] = files;
                return;
            default:
                var property = ItemType.Of(item).Property(field);
                if (property?.SetMethod is null || !TryFit(files, property.PropertyType, out var value))
                {
                    throw NoPlace(item, field, property);
                }

                property.SetValue(item, value);
                return;
        }
    }

    private static bool TryFit(StoredFile[] files, Type type, out object? value)
    {
        value = type == typeof(StoredFile) ? files.FirstOrDefault()
            : type.IsAssignableFrom(typeof(StoredFile[])) ? files
            : files.ToList();
        return value is null || type.IsInstanceOfType(value);
    }

    private static SettingsException NoPlace(object item, string field, PropertyInfo? property)
    {
        var type = ItemType.Of(item).Name;
        var wrong = property is null ? $"{type} has no field {field}" : $"The field {field} of {type} cannot take them";
        return new($"{wrong}, where its stored files belong: give it a property as 'public StoredFile[] {char.ToUpperInvariant(field[0])}{field[1..]} {{ get; init; }} = [];'.");
    }
}
