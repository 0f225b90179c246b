using System.Collections;
using System.Reflection;

namespace Crawling.Configuration;

/// <summary>A word of a setting's path and the property it stands for.</summary>
/// <param name="Name">The word, in camel case.</param>
/// <param name="Kind">What stands beneath it.</param>
/// <param name="Property">The property of an options class.</param>
/// <param name="ElementType">The property's type; of a list or map that of its values.</param>
/// <param name="IsNullable">Whether null, "no limit", is a value.</param>
internal sealed record Setting(string Name, SettingKind Kind, PropertyInfo Property, Type ElementType, bool IsNullable)
{
    /// <summary>How a value is written; null if groups stand beneath.</summary>
    public TextForm? Form => TextForm.Of(ElementType);

    public object? Get(object group) => Property.GetValue(group);

    public void Set(object group, object? value) => Property.SetValue(group, value);

    public IList CreateList() => (IList)Activator.CreateInstance(Property.PropertyType)!;

    public IDictionary CreateMap() => (IDictionary)Activator.CreateInstance(Property.PropertyType)!;
}

/// <summary>What stands beneath a word of a path.</summary>
internal enum SettingKind
{
    /// <summary>Text.</summary>
    Value,

    /// <summary>Further settings.</summary>
    Group,

    /// <summary>Values or groups by number. A higher layer's list replaces a lower one's.</summary>
    List,

    /// <summary>Values, or groups of values, by names of the user's choice. A higher layer's entries are put among a lower one's.</summary>
    Map,
}
