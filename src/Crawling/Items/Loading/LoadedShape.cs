using System.Collections.Concurrent;
using System.Reflection;
using Crawling.Configuration;

namespace Crawling.Items;

/// <summary>How an item of a type is made from the values of its fields.</summary>
internal sealed class LoadedShape
{
    private static readonly ConcurrentDictionary<Type, LoadedShape> Known = new();

    private readonly Type _type;
    private readonly ConstructorInfo _constructor;
    private readonly Dictionary<string, PropertyInfo> _properties;

    private LoadedShape(Type type)
    {
        _type = type;

        // A record's copy constructor takes the record itself and is not public.
        _constructor = type.GetConstructors().OrderByDescending(constructor => constructor.GetParameters().Length).FirstOrDefault()
            ?? throw new ArgumentException($"An item loader cannot make a {type.Name}: it has no public constructor.");
        _properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0 && (property.SetMethod is not null || ParameterOf(property) is not null))
            .ToDictionary(property => property.Name, StringComparer.Ordinal);
    }

    private bool IsDynamic => _type == typeof(DynamicItem);

    /// <exception cref="ArgumentException">Its items cannot be made.</exception>
    public static LoadedShape Of(Type type) => Known.GetOrAdd(type, static type => new(type));

    /// <exception cref="ArgumentException">There is no such field.</exception>
    public void Check(string field)
    {
        if (!IsDynamic && !_properties.ContainsKey(field))
        {
            var meant = NearestName.Of(field, _properties.Keys) is { } nearest ? $"did you mean {nearest}?" : $"it has {string.Join(", ", _properties.Keys)}.";
            throw new ArgumentException($"{_type.Name} has no field {field} that can be set; {meant}", nameof(field));
        }
    }

    public FieldProcessor DefaultOutputOf(string field) =>
        !IsDynamic && FieldConversion.ElementTypeOf(_properties[field].PropertyType) is not null ? FieldProcessors.Identity : FieldProcessors.TakeFirst;

    /// <exception cref="FormatException">A value is none of its field's type.</exception>
    public object Make(Dictionary<string, object?> values)
    {
        if (IsDynamic)
        {
            DynamicItem item = new();
            foreach (var (field, value) in values)
            {
                item[field] = value;
            }

            return item;
        }

        var converted = values.ToDictionary(value => value.Key, value => Convert(value.Key, value.Value), StringComparer.Ordinal);
        return Make(_constructor.GetParameters(), converted);
    }

    private object Make(ParameterInfo[] parameters, Dictionary<string, object?> values)
    {
        var item = _constructor.Invoke([.. parameters.Select(parameter =>
            values.Remove(_properties.Values.FirstOrDefault(property => ParameterOf(property) == parameter)?.Name ?? "", out var value) ? value
            : parameter.HasDefaultValue ? parameter.DefaultValue
            : EmptyOf(parameter.ParameterType))]);
        foreach (var (field, value) in values)
        {
            _properties[field].SetValue(item, value);
        }

        return item;
    }

    private ParameterInfo? ParameterOf(PropertyInfo property) => _constructor.GetParameters().FirstOrDefault(
        parameter => parameter.ParameterType == property.PropertyType && string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase));

    private object? Convert(string field, object? value)
    {
        var type = _properties[field].PropertyType;
        return FieldConversion.TryConvert(value, type, out var converted, out var wrong)
            ? converted
            : throw new FormatException($"The field {field} of {_type.Name} is {wrong}");
    }

    private static object? EmptyOf(Type type) =>
        FieldConversion.ElementTypeOf(type) is { } element ? FieldConversion.ListOf(type, element, []) : type.IsValueType ? Activator.CreateInstance(type) : null;
}
