using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Crawling.Items;

/// <summary>One data annotation of a field.</summary>
internal sealed record FieldRule(string Name, PropertyInfo Property, ValidationAttribute Attribute)
{
    public static IEnumerable<FieldRule> Of(PropertyInfo property)
    {
        if (property.GetIndexParameters().Length > 0 || property.GetMethod is null)
        {
            return [];
        }

        var name = ItemJson.NameOf(property);
        return AnnotationsOf(property)
            .OfType<ValidationAttribute>()
            .OrderByDescending(attribute => attribute is RequiredAttribute)
            .Select(attribute => new FieldRule(name, property, attribute));
    }

    /// <summary><c>RangeAttribute</c> is <c>Range</c>.</summary>
    public static string NameOf(ValidationAttribute attribute)
    {
        var name = attribute.GetType().Name;
        const string Ending = nameof(System.Attribute);
        return name.EndsWith(Ending, StringComparison.Ordinal) ? name[..^Ending.Length] : name;
    }

    /// <summary>Those of the property, and of the record's parameter that it comes from: an attribute in <c>record Book([Required] string Title)</c>
    /// stands on the parameter.</summary>
    private static IEnumerable<Attribute> AnnotationsOf(PropertyInfo property) =>
        property.GetCustomAttributes(inherit: true).Cast<Attribute>().Concat(
            property.DeclaringType!.GetConstructors()
                .SelectMany(constructor => constructor.GetParameters())
                .Where(parameter => parameter.Name == property.Name)
                .SelectMany(parameter => parameter.GetCustomAttributes()));
}
