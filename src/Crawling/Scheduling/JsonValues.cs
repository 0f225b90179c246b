using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crawling;

/// <summary>What a request may carry: values that a job can write down and read back.</summary>
internal static class JsonValues
{
    /// <summary>As deep as the JSON writer goes; what is deeper may hold itself.</summary>
    private const int MaxDepth = 64;

    public static IReadOnlyDictionary<string, object?> Check(IReadOnlyDictionary<string, object?> values, string name)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        foreach (var (key, value) in values)
        {
            Check(value, $"{name}[\"{key}\"]", 1);
        }

        return values;
    }

    private static void Check(object? value, string path, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new ArgumentException($"{path} is nested more than {MaxDepth} levels deep, or holds itself.");
        }

        switch (value)
        {
            case null or string or bool or Url or JsonElement or JsonNode:
            case byte or sbyte or short or ushort or int or uint or long or ulong or decimal:
                return;
            case float or double when double.IsFinite(Convert.ToDouble(value, null)):
                return;
            case IDictionary members:
                foreach (DictionaryEntry member in members)
                {
                    Check(member.Value, member.Key is string key ? $"{path}[\"{key}\"]" : throw Refusal($"A key of {path}", member.Key), depth + 1);
                }

                return;
            case IEnumerable<KeyValuePair<string, object?>> members:
                foreach (var (key, member) in members)
                {
                    Check(member, $"{path}[\"{key}\"]", depth + 1);
                }

                return;
            case IEnumerable elements:
                var index = 0;
                foreach (var element in elements)
                {
                    Check(element, $"{path}[{index++}]", depth + 1);
                }

                return;
            default:
                throw Refusal(path, value);
        }
    }

    private static ArgumentException Refusal(string path, object value) => new(
        $"{path} is {(value is float or double ? value : $"a {value.GetType().Name}")}: a request carries what JSON can hold (text, finite numbers, true and false, null, lists and dictionaries of them) and Url. Put its text or number there instead.");
}
