using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crawling;

/// <summary>What a request may carry: values that a job can write down and read back.</summary>
internal static class JsonValues
{
    public static IReadOnlyDictionary<string, object?> Check(IReadOnlyDictionary<string, object?> values, string name)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        foreach (var (key, value) in values)
        {
            Check(value, $"{name}[\"{key}\"]");
        }

        return values;
    }

    private static void Check(object? value, string path)
    {
        switch (value)
        {
            case null or string or bool or Url or JsonElement or JsonNode:
            case byte or sbyte or short or ushort or int or uint or long or ulong or float or double or decimal:
                return;
            case IEnumerable<KeyValuePair<string, object?>> members:
                foreach (var (key, member) in members)
                {
                    Check(member, $"{path}[\"{key}\"]");
                }

                return;
            case IEnumerable elements when value is not IDictionary:
                foreach (var element in elements)
                {
                    Check(element, $"{path}[]");
                }

                return;
            default:
                throw new ArgumentException(
                    $"{path} is a {value.GetType().Name}: a request carries what JSON can hold (text, numbers, true and false, null, lists and dictionaries of them) and Url. Put its text or number there instead.");
        }
    }
}
