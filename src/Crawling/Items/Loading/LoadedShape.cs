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
    private readonly ParameterInfo[] _parameters;
    private readonly Dictionary<string, PropertyInfo> _properties;

    private LoadedShape(Type type)
    {
        _type = type;

        // A record's copy constructor takes the record itself and is not public.
        _constructor = type.GetConstructors().OrderByDescending(constructor => constructor.GetParameters().Length).FirstOrDefault()
            ?? throw new ArgumentException($"An item loader cannot make a {type.Name}: it has no public constructor.");
        _parameters = _constructor.GetParameters();
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
            DynamicItem dynamic = new();
            foreach (var (field, value) in values)
            {
                dynamic[field] = value;
            }

            return dynamic;
        }

        var converted = values.ToDictionary(value => value.Key, value => Convert(value.Key, value.Value), StringComparer.Ordinal);
        var item = _constructor.Invoke([.. _parameters.Select(parameter => ArgumentOf(parameter, converted))]);
        foreach (var (field, value) in converted.Where(value => ParameterOf(_properties[value.Key]) is null))
        {
            _properties[field].SetValue(item, value);
        }

        return item;
    }

    private object? ArgumentOf(ParameterInfo parameter, Dictionary<string, object?> values)
    {
        var field = _properties.Values.FirstOrDefault(property => ParameterOf(property) == parameter)?.Name;
        return field is not null && values.TryGetValue(field, out var value) ? value
            : parameter.HasDefaultValue ? parameter.DefaultValue
            : EmptyOf(parameter.ParameterType);
    }

    private ParameterInfo? ParameterOf(PropertyInfo property) => _parameters.FirstOrDefault(
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
