using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis.CSharp;

namespace Crawling.Cli;

/// <summary>Values as a person wants to read them: short, and with what is in them.</summary>
internal static class ValueText
{
    private const int LongText = 2000;
    private const int ShortText = 120;
    private const int MostItems = 10;
    private const int MostDepth = 4;

    /// <summary>A value; what a callback yields is taken from it, as far as it is shown.</summary>
    public static async Task<string> OfAsync(object? value, CancellationToken cancellation) => value is IAsyncEnumerable<Output> outputs
        ? Of(await outputs.Take(MostItems + 1).Select(output => output.Item ?? output.Request).ToListAsync(cancellation))
        : Of(value);

    /// <summary>A value: a collection or a record takes a line for each thing in it.</summary>
    public static string Of(object? value) => CleanText.Of(value switch
    {
        string text => Quoted(text, LongText),
        _ when Leaf(value, LongText) is { } leaf => leaf,
        IEnumerable items => Lines($"{NameOf(items.GetType())}{CountOf(items)}", Elements(items, 0)),
        _ => Lines(NameOf(value!.GetType()), Fields(value, 1).Select(field => $"{field.Name} = {field.Value}")),
    });

    private static string Lines(string title, IEnumerable<string> lines) => string.Join("\n  ", lines.Prepend(title));

    private static string Short(object? value, int depth) =>
        value is string text ? Quoted(text, ShortText)
        : Leaf(value, ShortText) is { } leaf ? leaf
        : depth >= MostDepth ? NameOf(value!.GetType())
        : value is IEnumerable items ? $"[{string.Join(", ", Elements(items, depth))}]"
        : !IsPlainData(value!.GetType()) ? NameOf(value.GetType())
        : $"{(IsAnonymous(value.GetType()) ? "" : NameOf(value.GetType()) + " ")}{{ {string.Join(", ", Fields(value, depth + 1).Select(field => $"{field.Name} = {field.Value}"))} }}";

    /// <summary>What is shown as one thing; null for what is shown by its parts.</summary>
    private static string? Leaf(object? value, int length) => value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        char character => SymbolDisplay.FormatLiteral(character, quote: true),
        Enum name => name.ToString(),
        DateTime or DateTimeOffset => string.Create(CultureInfo.InvariantCulture, $"{value:O}"),
        Response response => $"{response} {response.Headers["Content-Type"]}, {ProgressText.Bytes(response.Body.Length)}",
        Request request => request.Callback is { } callback ? $"{request} → {callback.Method.Name}" : request.ToString(),
        Selector selector => Cut(OneLine(selector.Get()), length),
        ReadOnlyMemory<byte> bytes => $"{bytes.Length} bytes",
        byte[] bytes => $"{bytes.Length} bytes",
        JsonNode json => Cut(json.ToJsonString(), length),
        Task task => $"{NameOf(task.GetType())}: put await before it",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        ITuple tuple => $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Short(tuple[i], 1)))})",
        Type type => NameOf(type),
        IEnumerable => null,
        _ when IsPlainData(value.GetType()) || !HasText(value.GetType()) => null,
        _ => Cut(OneLine(value.ToString() ?? ""), length),
    };

    /// <summary>The first of them; at the top each with its index.</summary>
    private static IEnumerable<string> Elements(IEnumerable items, int depth)
    {
        var index = 0;
        foreach (var item in items)
        {
            if (index == MostItems)
            {
                yield return "…";
                yield break;
            }

            yield return Pair(item, depth + 1) ?? (depth == 0 ? string.Create(CultureInfo.InvariantCulture, $"[{index}] ") : "") + Short(item, depth + 1);
            index++;
        }
    }

    private static string? Pair(object? item, int depth)
    {
        if (item?.GetType() is not { IsGenericType: true } type || type.GetGenericTypeDefinition() != typeof(KeyValuePair<,>))
        {
            return null;
        }

        var key = type.GetProperty("Key")!.GetValue(item);
        return $"{(key is string name ? name : Short(key, depth))}: {Short(type.GetProperty("Value")!.GetValue(item), depth)}";
    }

    private static IEnumerable<(string Name, string Value)> Fields(object value, int depth) => value.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanRead && property.GetIndexParameters().Length == 0)
        .Select(property => (property.Name, ValueOf(property, value, depth)));

    private static string ValueOf(PropertyInfo property, object owner, int depth)
    {
        try
        {
            return Short(property.GetValue(owner), depth);
        }
        catch (TargetInvocationException error)
        {
            return ErrorText.Of(error);
        }
    }

    private static string CountOf(IEnumerable items) =>
        ((items as Array)?.Length ?? items.GetType().GetProperty("Count", typeof(int))?.GetValue(items)) is { } count
            ? string.Create(CultureInfo.InvariantCulture, $" of {count}")
            : "";

    /// <summary>Records and anonymous types, whose own text would show no collection.</summary>
    private static bool IsPlainData(Type type) => type.GetMethod("<Clone>$") is not null || IsAnonymous(type);

    private static bool IsAnonymous(Type type) => type.Name.StartsWith("<>f__Anonymous", StringComparison.Ordinal);

    private static bool HasText(Type type) => type.GetMethod("ToString", Type.EmptyTypes)?.DeclaringType is { } declaring
        && declaring != typeof(object) && declaring != typeof(ValueType);

    private static string NameOf(Type type)
    {
        if (type.IsArray)
        {
            return $"{NameOf(type.GetElementType()!)}[]";
        }

        var name = IsAnonymous(type) ? "anonymous" : type.Name.Split('`')[0];
        return type.IsGenericType && !IsAnonymous(type) ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>" : name;
    }

    private static string Quoted(string text, int length) => text.Length <= length
        ? SymbolDisplay.FormatLiteral(text, quote: true)
        : string.Create(CultureInfo.InvariantCulture, $"{SymbolDisplay.FormatLiteral(text[..length], quote: true)}… ({text.Length} characters)");

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length] + "…";

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
