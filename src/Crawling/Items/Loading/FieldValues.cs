using System.Collections;

namespace Crawling.Items;

/// <summary>What a processor gave, as the values it stands for.</summary>
internal static class FieldValues
{
    public static IReadOnlyList<object> Of(object? result) => result switch
    {
        null => [],
        string or DynamicItem => [result],
        IReadOnlyList<object> values when !values.Contains(null!) => values,
        IEnumerable<KeyValuePair<string, object?>> => [result],
        IEnumerable values => [.. values.OfType<object>()],
        _ => [result],
    };
}
