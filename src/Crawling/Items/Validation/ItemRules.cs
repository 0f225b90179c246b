using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Crawling.Items;

/// <summary>The data annotations of one type of items.</summary>
internal sealed class ItemRules
{
    private const string OwnRule = "Validate";

    private static readonly ConcurrentDictionary<Type, ItemRules?> Known = new();

    private readonly FieldRule[] _fields;
    private readonly ValidationAttribute[] _whole;

    private ItemRules(FieldRule[] fields, ValidationAttribute[] whole)
    {
        _fields = fields;
        _whole = whole;
    }

    /// <summary>Null if the type has none.</summary>
    public static ItemRules? Of(Type type) => Known.GetOrAdd(type, static type =>
    {
        FieldRule[] fields = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).SelectMany(FieldRule.Of)];
        ValidationAttribute[] whole = [.. type.GetCustomAttributes<ValidationAttribute>()];
        return fields.Length > 0 || whole.Length > 0 || type.IsAssignableTo(typeof(IValidatableObject)) ? new(fields, whole) : null;
    });

    /// <summary>What an item breaks, in the order of its fields. What it says of itself (<see cref="IValidatableObject"/>) is asked for only if
    /// it breaks nothing else.</summary>
    public IReadOnlyList<BrokenRule> Broken(object item)
    {
        List<BrokenRule> broken = [];
        foreach (var field in _fields)
        {
            // Of a field that is missing nothing else need be said.
            if (broken.Count == 0 || broken[^1] is not { Rule: "Required" } last || last.Field != field.Name)
            {
                Check(broken, item, field.Attribute, field.Name, field.Property);
            }
        }

        foreach (var attribute in _whole)
        {
            Check(broken, item, attribute, "", property: null);
        }

        if (broken.Count == 0 && item is IValidatableObject own)
        {
            broken.AddRange(own.Validate(new ValidationContext(item)).OfType<ValidationResult>()
                .Select(result => new BrokenRule("", OwnRule, null, result.ErrorMessage ?? "it is not valid")));
        }

        return broken;
    }

    private static void Check(List<BrokenRule> broken, object item, ValidationAttribute attribute, string field, PropertyInfo? property)
    {
        var value = property is null ? item : property.GetValue(item);
        var context = new ValidationContext(item) { MemberName = property?.Name, DisplayName = field.Length > 0 ? field : item.GetType().Name };
        if (attribute.GetValidationResult(value, context) is { } result)
        {
            broken.Add(new(field, FieldRule.NameOf(attribute), value, result.ErrorMessage ?? "it is not valid"));
        }
    }
}
