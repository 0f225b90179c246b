using System.Collections;
using System.Globalization;
using Crawling.Configuration;

namespace Crawling.Items;

/// <summary>Turns what was collected for a field into a value of its type.</summary>
internal static class FieldConversion
{
    private const int LongestText = 100;

    /// <summary>The type of the elements of an array, list or set that can be made; null for anything else.</summary>
    public static Type? ElementTypeOf(Type type)
    {
        var element = type.IsSZArray ? type.GetElementType()
            : type is { IsGenericType: true, GenericTypeArguments: [var only] } ? only
            : null;
        return element is not null && Makers(element).Any(type.IsAssignableFrom) ? element : null;
    }

    public static object ListOf(Type type, Type element, IReadOnlyList<object?> values)
    {
        var array = Array.CreateInstance(element, values.Count);
        ((ICollection)values.ToArray()).CopyTo(array, 0);
        return type.IsInstanceOfType(array) ? array : Activator.CreateInstance(Makers(element).First(type.IsAssignableFrom), array)!;
    }

    /// <summary>False if it cannot be; <paramref name="wrong"/> says what is there and what would be right.</summary>
    public static bool TryConvert(object? value, Type type, out object? converted, out string wrong)
    {
        wrong = "";
        if (type.IsInstanceOfType(value))
        {
            converted = value;
            return true;
        }

        if (ElementTypeOf(type) is { } element)
        {
            List<object?> elements = [];
            foreach (var one in FieldValues.Of(value))
            {
                if (!TryConvert(one, element, out var convertedOne, out wrong))
                {
                    converted = null;
                    return false;
                }

                elements.Add(convertedOne);
            }

            converted = ListOf(type, element, elements);
            return true;
        }

        return TryConvertOne(FieldValues.Of(value), type, out converted, out wrong);
    }

    private static bool TryConvertOne(IReadOnlyList<object> values, Type type, out object? converted, out string wrong)
    {
        converted = null;
        if (values.Count != 1)
        {
            wrong = $"{values.Count} values, but must be one: give it an output processor, such as FieldProcessors.TakeFirst or Join().";
            return false;
        }

        var form = TextForm.Of(type);
        var text = Convert.ToString(values[0], CultureInfo.InvariantCulture) ?? "";
        converted = type.IsInstanceOfType(values[0]) ? values[0]
            : form is not null ? form.Parse(type == typeof(string) ? text : text.Trim())
            : ChangeType(values[0], Nullable.GetUnderlyingType(type) ?? type);
        wrong = $"'{(text.Length > LongestText ? text[..LongestText] + "…" : text)}', but must be {form?.Expected ?? $"a {type.Name}"}.";
        return converted is not null;
    }

    private static object? ChangeType(object value, Type type)
    {
        try
        {
            return Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is InvalidCastException or FormatException or OverflowException)
        {
            return null;
        }
    }

    private static Type[] Makers(Type element) =>
        [element.MakeArrayType(), typeof(List<>).MakeGenericType(element), typeof(HashSet<>).MakeGenericType(element)];
}
