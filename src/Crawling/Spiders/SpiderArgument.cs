using System.Reflection;
using Crawling.Configuration;

namespace Crawling.Spiders;

/// <summary>A property of a spider that is set by text; of a list, values stand between commas.</summary>
internal sealed class SpiderArgument
{
    private readonly TextForm _form;
    private readonly Type? _elementType;

    private SpiderArgument(PropertyInfo property, TextForm form, Type? elementType)
    {
        Property = property;
        _form = form;
        _elementType = elementType;
    }

    public PropertyInfo Property { get; }

    public string Name => SpiderName.Kebab(Property.Name);

    public string TypeName => _elementType is null ? _form.Name : $"{_form.Name},…";

    /// <summary>What an error says the value must be.</summary>
    public string Expected => _elementType is null ? _form.Expected : $"{_form.Expected}, or several with commas between";

    /// <summary>Null if the property's type is none that text can be turned into.</summary>
    public static SpiderArgument? Of(PropertyInfo property)
    {
        if (TextForm.Of(property.PropertyType) is { } form)
        {
            return new(property, form, null);
        }

        return ElementTypeOf(property.PropertyType) is { } elementType && TextForm.Of(elementType) is { } elementForm
            ? new(property, elementForm, elementType)
            : null;
    }

    /// <summary>False if the text is no value of the property's type. Empty text is null where there can be null.</summary>
    public bool TryParse(string text, out object? value)
    {
        if (_elementType is not null)
        {
            return TryParseList(text, _elementType, out value);
        }

        var isNothing = text.Length == 0 && Nullable.GetUnderlyingType(Property.PropertyType) is not null;
        value = isNothing ? null : _form.Parse(text);
        return isNothing || value is not null;
    }

    private static Type? ElementTypeOf(Type type)
    {
        if (type.IsSZArray)
        {
            return type.GetElementType();
        }

        var element = type is { IsGenericType: true, GenericTypeArguments: [var only] } ? only : null;
        return element is not null && type.IsAssignableFrom(typeof(List<>).MakeGenericType(element)) ? element : null;
    }

    private bool TryParseList(string text, Type elementType, out object? value)
    {
        var texts = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        object?[] elements = [.. texts.Select(_form.Parse)];
        var array = Array.CreateInstance(elementType, elements.Length);
        value = null;
        if (elements.Contains(null))
        {
            return false;
        }

        elements.CopyTo(array, 0);
        value = Property.PropertyType.IsArray ? array : Activator.CreateInstance(typeof(List<>).MakeGenericType(elementType), array);
        return true;
    }
}
